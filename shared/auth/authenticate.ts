import type { Ctx } from '../context.ts'
import { housekeep } from '../db/housekeep.ts'
import type { Flag } from '../db/types.ts'
import type { Role } from '../domain/permissions.ts'
import { AppError, messageOf } from '../errors.ts'
import { findTokenHolder, touchApiToken } from '../repositories/api-tokens.ts'
import { findSessionHolder } from '../repositories/sessions.ts'
import { readAccessToken } from './access-tokens.ts'
import { type Actor, anonymous, tokenActor, userActor } from './actor.ts'
import { sha256 } from '../encoding.ts'

/** How API tokens begin, so that people and secret scanners recognise them. */
export const API_TOKEN_PREFIX = 'stk_'
const TOUCH_EVERY_MS = 60_000

interface Holder {
  actor: Actor
  /** ms since 1970 */
  expiresAt: number
}

/** Who the credential belonged to a few seconds ago, without asking the database. */
export function recentActor(ctx: Ctx, credential: string | undefined): Actor | undefined {
  return credential === undefined ? anonymous : ctx.actors.find(credential, ctx.now().getTime())
}

/**
 * Who a credential belongs to: an access token, an API token, or nobody without one.
 * @throws AppError UNAUTHENTICATED when it is forged, expired, revoked or of a person who left
 */
export async function authenticate(ctx: Ctx, credential: string | undefined): Promise<Actor> {
  return recentActor(ctx, credential) ?? authenticateAnew(ctx, credential)
}

/** As `authenticate`, asking the database whatever this process remembers. */
export async function authenticateAnew(ctx: Ctx, credential: string | undefined): Promise<Actor> {
  if (credential === undefined) return anonymous
  const now = ctx.now().getTime()
  const { epoch } = ctx.actors
  const holder = credential.startsWith(API_TOKEN_PREFIX)
    ? await tokenHolder(ctx, credential)
    : await sessionHolder(ctx, credential)
  if (!holder) {
    throw new AppError('UNAUTHENTICATED', 'the token is not valid or has expired: sign in again')
  }
  ctx.actors.keep(credential, holder, { now, epoch })
  return holder.actor
}

async function sessionHolder(ctx: Ctx, credential: string): Promise<Holder | null> {
  const token = await readAccessToken(ctx, credential)
  if (!token) return null
  const row = await findSessionHolder(ctx.db, token.sessionId)
  if (!row || !isOpen(row, ctx.now())) return null
  const actor = userActor(row, token.sessionId, isMfaSetupRequired(row))
  return { actor, expiresAt: token.expiresAt }
}

async function tokenHolder(ctx: Ctx, credential: string): Promise<Holder | null> {
  const now = ctx.now()
  const row = await findTokenHolder(ctx.db, await sha256(credential))
  if (!row || !isOpen(row, now)) return null
  if (row.lastUsedAt === null || now.getTime() - Date.parse(row.lastUsedAt) > TOUCH_EVERY_MS) {
    await noteUse(ctx, row.tokenId, now.toISOString())
  }
  const token = { id: row.tokenId, name: row.tokenName, scopes: JSON.parse(row.scopes) as string[] }
  const actor = tokenActor(row, token, isMfaSetupRequired(row))
  return { actor, expiresAt: Date.parse(row.expiresAt) }
}

/** People look at when a token was used; that it cannot be noted is no reason to stop its machine. */
async function noteUse(ctx: Ctx, tokenId: string, at: string): Promise<void> {
  try {
    await housekeep(ctx, (tx) => touchApiToken(tx, tokenId, at))
  } catch (error) {
    const { log, requestId } = ctx
    log.warn('the use of a token was not noted', { error: messageOf(error), requestId })
  }
}

/** Whether a session or a token of a person still lets them in. */
function isOpen(
  row: { active: Flag; revokedAt: string | null; expiresAt: string },
  now: Date,
): boolean {
  return row.active === 1 && row.revokedAt === null && row.expiresAt > now.toISOString()
}

function isMfaSetupRequired(row: {
  role: Role
  mfaEnabled: Flag
  mfaRequiredRoles: string
}): boolean {
  const roles = JSON.parse(row.mfaRequiredRoles) as string[]
  return row.mfaEnabled === 0 && roles.includes(row.role)
}
