import { mutate } from '../../audit/mutate.ts'
import type { AuditTrail } from '../../audit/trail.ts'
import { authorize, authorizeOver } from '../../auth/actor.ts'
import { emailKey } from '../../auth/email-key.ts'
import type { Ctx } from '../../context.ts'
import type { Tx } from '../../db/types.ts'
import { ConflictError, NotFoundError } from '../../errors.ts'
import { revokeApiTokensOf } from '../../repositories/api-tokens.ts'
import { deletePasswordResetsOf } from '../../repositories/password-resets.ts'
import { revokeSessionsOf } from '../../repositories/sessions.ts'
import {
  findUser,
  findUserByEmail,
  hasOtherOwner,
  queueForPeople,
  updateUserRow,
  type UserRow,
} from '../../repositories/users.ts'
import type { UpdateUser, User } from '../../schemas/users.ts'
import { differing, requireUpdated, requireVersion } from '../edit.ts'
import { emailTaken } from './create.ts'
import { userView } from './view.ts'

/**
 * Changes a person. Whoever is deactivated loses all sessions and API tokens at once.
 * @throws NotFoundError, StaleVersionError, ConflictError when the e-mail address is taken or this
 *   is the last owner
 */
export async function updateUser(ctx: Ctx, id: string, input: UpdateUser): Promise<User> {
  authorize(ctx.actor, 'users:write')
  if (input.role) authorizeOver(ctx.actor, input.role)
  const user = await mutate(ctx, async (tx, audit) => {
    await queueForPeople(tx)
    const before = await findUser(tx, id)
    if (!before) throw new NotFoundError('user', id)
    authorizeOver(ctx.actor, before.role)
    requireVersion('user', input.version, before.version)
    const changes = changesOf(before, input)
    if (Object.keys(changes).length === 0) {
      audit.nothingChanged()
      return userView(before)
    }
    await refuseTakenEmail(tx, before, changes)
    await refuseLastOwner(tx, before, changes)
    const after = requireUpdated(
      await updateUserRow(tx, before, { ...changes, updatedAt: ctx.now().toISOString() }),
    )
    audit.updated('user', userView(before), userView(after))
    if (changes.emailKey !== undefined) await deletePasswordResetsOf(tx, id)
    if (changes.active === 0) await endAccess(ctx, tx, audit, id)
    return userView(after)
  })
  ctx.actors.clear()
  return user
}

/** Deactivates a person; their name stays in the records of what they did. */
export async function deactivateUser(ctx: Ctx, id: string): Promise<void> {
  authorize(ctx.actor, 'users:write')
  await updateUser(ctx, id, { active: false })
}

function changesOf(before: UserRow, input: UpdateUser): Partial<UserRow> {
  const { version: _version, active, email, ...fields } = input
  return differing(before, {
    ...fields,
    email,
    emailKey: email === undefined ? undefined : emailKey(email),
    active: active === undefined ? undefined : active ? 1 : 0,
  })
}

async function refuseTakenEmail(tx: Tx, before: UserRow, { emailKey: key }: Partial<UserRow>) {
  if (key === undefined) return
  const holder = await findUserByEmail(tx, key)
  if (holder && holder.id !== before.id) throw emailTaken(holder.email)
}

async function refuseLastOwner(tx: Tx, before: UserRow, changes: Partial<UserRow>) {
  const after = { ...before, ...changes }
  const wasOwner = before.role === 'owner' && before.active === 1
  const isOwner = after.role === 'owner' && after.active === 1
  if (!wasOwner || isOwner || (await hasOtherOwner(tx, before.id))) return
  throw new ConflictError(
    'this is the last owner who can sign in: make somebody else owner first, and let them choose a password',
  )
}

async function endAccess(ctx: Ctx, tx: Tx, audit: AuditTrail, userId: string): Promise<void> {
  const at = ctx.now().toISOString()
  await deletePasswordResetsOf(tx, userId)
  const sessions = await revokeSessionsOf(tx, userId, at)
  const machines = await revokeApiTokensOf(tx, userId, at)
  if (sessions + machines > 0)
    audit.recorded('ACCESS_ENDED', 'user', userId, { sessions, machines })
}
