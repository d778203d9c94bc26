import { ACCESS_TOKEN_SECONDS, signAccessToken } from '../../auth/access-tokens.ts'
import type { Ctx } from '../../context.ts'
import type { Tx } from '../../db/types.ts'
import { randomToken, sha256 } from '../../encoding.ts'
import { newId } from '../../ids.ts'
import { insertRefreshToken, insertSession } from '../../repositories/sessions.ts'
import type { UserRow } from '../../repositories/users.ts'
import type { User } from '../../schemas/users.ts'
import { userView } from '../users/view.ts'

/** Seconds a session lives after its tokens were renewed last. */
export const SESSION_SECONDS = 30 * 86_400

/** What somebody who signed in gets, once. */
export interface IssuedSession {
  user: User
  accessToken: string
  refreshToken: string
  /** Seconds the access token lives. */
  expiresIn: number
  /** Seconds the refresh token lives. */
  refreshExpiresIn: number
}

/** A refresh token, of which the database keeps only the hash. */
export interface RefreshSecret {
  token: string
  tokenHash: string
}

/** A session that is still to be stored. */
export interface NewSession {
  id: string
  refresh: RefreshSecret
}

export async function newRefreshSecret(): Promise<RefreshSecret> {
  const token = randomToken()
  return { token, tokenHash: await sha256(token) }
}

export async function newSession(): Promise<NewSession> {
  return { id: newId('session'), refresh: await newRefreshSecret() }
}

/** The instant at which a session ends that is renewed now. */
export function sessionEnd(ctx: Ctx): string {
  return new Date(ctx.now().getTime() + SESSION_SECONDS * 1000).toISOString()
}

export async function storeSession(
  ctx: Ctx,
  tx: Tx,
  userId: string,
  { id, refresh }: NewSession,
): Promise<void> {
  const at = ctx.now().toISOString()
  await insertSession(tx, {
    id,
    userId,
    createdAt: at,
    lastUsedAt: at,
    expiresAt: sessionEnd(ctx),
    ip: ctx.ip,
    userAgent: ctx.userAgent,
  })
  await insertRefreshToken(tx, { tokenHash: refresh.tokenHash, sessionId: id, createdAt: at })
}

export async function issueSession(
  ctx: Ctx,
  user: UserRow,
  { id, refresh }: NewSession,
): Promise<IssuedSession> {
  return {
    user: userView(user),
    accessToken: await signAccessToken(ctx, user.id, id),
    refreshToken: refresh.token,
    expiresIn: ACCESS_TOKEN_SECONDS,
    refreshExpiresIn: SESSION_SECONDS,
  }
}
