import { mutate } from '../../audit/mutate.ts'
import { wrongField } from '../../auth/failed-attempt.ts'
import { seal } from '../../auth/keys.ts'
import { newRecoveryCodes, recoveryCodeHash } from '../../auth/recovery-codes.ts'
import { newTotpSecret, qrCodeOf } from '../../auth/totp.ts'
import type { Ctx } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { replaceRecoveryCodes } from '../../repositories/recovery-codes.ts'
import { clearMfa, storeMfaSecret, useMfaStep } from '../../repositories/users.ts'
import type { DisableMfa, MfaSetup } from '../../schemas/auth.ts'
import { checkSecondFactor, stepOf } from './second-factor.ts'
import { requireSelf } from './self.ts'

/**
 * Begins two-factor sign-in: a secret for the person's authenticator app. It counts from the first
 * right code on; beginning again replaces it.
 *
 * @throws AppError ILLEGAL_STATE when it is on already
 */
export async function beginMfa(ctx: Ctx): Promise<MfaSetup> {
  const { user } = await requireSelf(ctx)
  const { secret, url } = await newTotpSecret(user.email)
  const sealed = await seal(ctx.keys.encryption, secret)
  await mutate(ctx, async (tx, audit) => {
    if (!(await storeMfaSecret(tx, user.id, sealed, ctx.now().toISOString()))) throw alreadyOn()
    audit.recorded('MFA_SETUP_STARTED', 'user', user.id)
  })
  return { secret, otpauthUrl: url, qrCode: await qrCodeOf(url) }
}

/**
 * Turns two-factor sign-in on with the first code of the app; gives ten recovery codes.
 * @throws FailedAttemptError when the code is wrong, AppError ILLEGAL_STATE when nothing was begun
 */
export async function enableMfa(ctx: Ctx, code: string): Promise<string[]> {
  const { user } = await requireSelf(ctx)
  if (user.mfaEnabled === 1) throw alreadyOn()
  if (user.mfaSecret === null) {
    throw new AppError('ILLEGAL_STATE', 'two-factor sign-in was not begun: POST /auth/mfa/setup')
  }
  const step = await stepOf(ctx, user, code.replace(/\s/g, ''))
  if (step === null) {
    throw wrongField('code', 'is not the code that the app shows now; is its clock right?')
  }
  const recoveryCodes = newRecoveryCodes()
  const hashes = await Promise.all(recoveryCodes.map(recoveryCodeHash))
  await mutate(ctx, async (tx, audit) => {
    const updatedAt = ctx.now().toISOString()
    if (!(await useMfaStep(tx, user, step, { mfaEnabled: 1, updatedAt }))) throw alreadyOn()
    await replaceRecoveryCodes(tx, user.id, hashes)
    audit.recorded('MFA_ENABLED', 'user', user.id)
  })
  ctx.actors.clear()
  return recoveryCodes
}

/**
 * Turns two-factor sign-in off, for which both factors are asked once more.
 * @throws FailedAttemptError when one of them is wrong, AppError ILLEGAL_STATE when it is off
 */
export async function disableMfa(ctx: Ctx, input: DisableMfa): Promise<void> {
  const { user } = await requireSelf(ctx)
  if (user.mfaEnabled === 0) throw notOn()
  if (!(await ctx.passwords.verify(input.password, user.passwordHash))) {
    throw wrongField('password', 'is not your password')
  }
  const factor = await checkSecondFactor(ctx, user, input.code)
  if (!factor) throw wrongField('code', 'is wrong')
  await mutate(ctx, async (tx, audit) => {
    if (!(await factor.spend(tx))) throw wrongField('code', 'was used already')
    if (!(await clearMfa(tx, user.id, ctx.now().toISOString()))) throw notOn()
    await replaceRecoveryCodes(tx, user.id, [])
    audit.recorded('MFA_DISABLED', 'user', user.id)
  })
  ctx.actors.clear()
}

function alreadyOn(): AppError {
  return new AppError('ILLEGAL_STATE', 'two-factor sign-in is on already: disable it first')
}

function notOn(): AppError {
  return new AppError('ILLEGAL_STATE', 'two-factor sign-in is off')
}
