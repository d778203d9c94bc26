import { mutate } from '../../audit/mutate.ts'
import { authorize, authorizeOver } from '../../auth/actor.ts'
import { emailKey } from '../../auth/email-key.ts'
import { requireStrongPassword } from '../../auth/password-policy.ts'
import type { Ctx } from '../../context.ts'
import { ConflictError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import { findSettings } from '../../repositories/settings.ts'
import { insertUser, queueForPeople } from '../../repositories/users.ts'
import type { CreateUser, User } from '../../schemas/users.ts'
import { newPasswordLink, sendPasswordLink } from '../auth/password-link.ts'
import { userView } from './view.ts'

/**
 * Adds a person; without a password they get a mail with a link to choose it.
 * @throws ConflictError when the e-mail address is taken, InvalidError when the password is weak
 */
export async function createUser(ctx: Ctx, input: CreateUser): Promise<User> {
  authorize(ctx.actor, 'users:write')
  authorizeOver(ctx.actor, input.role)
  const { password, ...fields } = input
  const { companyName } = await findSettings(ctx.db)
  if (password !== undefined) {
    requireStrongPassword(password, { ...fields, companyName }, 'password')
  }
  const passwordHash = password === undefined ? null : await ctx.passwords.hash(password)
  const invitation = password === undefined ? await newPasswordLink('invitation') : undefined

  const user = await mutate(ctx, async (tx, audit) => {
    await queueForPeople(tx)
    const at = ctx.now().toISOString()
    const row = await insertUser(tx, {
      id: newId('user'),
      ...fields,
      emailKey: emailKey(fields.email),
      passwordHash,
      mfaEnabled: 0,
      mfaLastStep: 0,
      active: 1,
      version: 1,
      createdAt: at,
      updatedAt: at,
    })
    if (!row) throw emailTaken(fields.email)
    audit.created('user', userView(row))
    if (invitation) await sendPasswordLink(ctx, tx, row, invitation, companyName)
    return userView(row)
  })
  if (invitation) ctx.mailQueued()
  return user
}

export function emailTaken(email: string): ConflictError {
  return new ConflictError(`somebody has the e-mail address ${email} already`, { email })
}
