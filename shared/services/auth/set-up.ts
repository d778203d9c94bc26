import { mutate } from '../../audit/mutate.ts'
import { userActor } from '../../auth/actor.ts'
import { emailKey } from '../../auth/email-key.ts'
import { requireStrongPassword } from '../../auth/password-policy.ts'
import type { Ctx } from '../../context.ts'
import type { Db } from '../../db/types.ts'
import { ConflictError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { findSettings } from '../../repositories/settings.ts'
import { hasUsers, insertUser, queueForPeople } from '../../repositories/users.ts'
import type { SetUp } from '../../schemas/auth.ts'
import { userView } from '../users/view.ts'
import { type IssuedSession, issueSession, newSession, storeSession } from './new-session.ts'

/** Public: whether the first owner is still to be made. */
export async function isSetupNeeded(ctx: Ctx): Promise<boolean> {
  return !(await hasUsers(ctx.db))
}

/**
 * Public: makes the first owner, and signs them in.
 * @throws ConflictError when there is a user already, InvalidError when the password is weak
 */
export async function setUp(ctx: Ctx, input: SetUp): Promise<IssuedSession> {
  await refuseWhenSetUp(ctx.db)
  const { email, name, password } = input
  const { companyName } = await findSettings(ctx.db)
  requireStrongPassword(password, { email, name, companyName }, 'password')
  const passwordHash = await ctx.passwords.hash(password)
  const session = await newSession()

  const owner = await mutate(ctx, async (tx, audit) => {
    await queueForPeople(tx)
    await refuseWhenSetUp(tx)
    const at = ctx.now().toISOString()
    const row = await insertUser(tx, {
      id: newId('user'),
      email,
      emailKey: emailKey(email),
      name,
      role: 'owner',
      passwordHash,
      mfaEnabled: 0,
      mfaLastStep: 0,
      active: 1,
      version: 1,
      createdAt: at,
      updatedAt: at,
    })
    if (!row) throw alreadySetUp()
    ctx.actor = userActor(row, session.id, false)
    audit.created('user', userView(row))
    await storeSession(ctx, tx, row.id, session)
    audit.recorded('LOGIN', 'user', row.id, { method: 'setup', session: session.id })
    return row
  })
  return issueSession(ctx, owner, session)
}

async function refuseWhenSetUp(db: Db): Promise<void> {
  if (await hasUsers(db)) throw alreadySetUp()
}

function alreadySetUp(): ConflictError {
  return new ConflictError('Stockroom is set up already: sign in, or let an owner add you')
}
