import { unseal } from '../../auth/keys.ts'
import { recoveryCodeHash } from '../../auth/recovery-codes.ts'
import { totpStep } from '../../auth/totp.ts'
import type { Ctx } from '../../context.ts'
import type { Tx } from '../../db/types.ts'
import { isOpenRecoveryCode, useRecoveryCode } from '../../repositories/recovery-codes.ts'
import { useMfaStep, type UserRow } from '../../repositories/users.ts'
import type { SignInMethod } from './sign-in.ts'

/** A right code, which is still to be used up inside the transaction that it permits. */
export interface SecondFactor {
  method: SignInMethod
  /** False when the code was used before. */
  spend: (tx: Tx) => Promise<boolean>
}

const appCode = /^\d{6}$/

/** What a code of the app, or a recovery code, is good for; null when it is wrong. */
export async function checkSecondFactor(
  ctx: Ctx,
  user: UserRow,
  typed: string,
): Promise<SecondFactor | null> {
  const code = typed.replace(/\s/g, '')
  return appCode.test(code) ? checkAppCode(ctx, user, code) : checkRecoveryCode(ctx, user, code)
}

async function checkAppCode(ctx: Ctx, user: UserRow, code: string): Promise<SecondFactor | null> {
  const step = await stepOf(ctx, user, code)
  if (step === null) return null
  return {
    method: 'authenticator app',
    spend: (tx) => useMfaStep(tx, user, step, { mfaEnabled: user.mfaEnabled }),
  }
}

/** The 30-second step that a code of the person's app belongs to, or null when it is wrong. */
export async function stepOf(ctx: Ctx, user: UserRow, code: string): Promise<number | null> {
  if (user.mfaSecret === null) return null
  return totpStep(await unseal(ctx.keys, user.mfaSecret), code, ctx.now())
}

async function checkRecoveryCode(
  ctx: Ctx,
  user: UserRow,
  code: string,
): Promise<SecondFactor | null> {
  const codeHash = await recoveryCodeHash(code)
  if (!(await isOpenRecoveryCode(ctx.db, user.id, codeHash))) return null
  return {
    method: 'recovery code',
    spend: (tx) => useRecoveryCode(tx, user.id, codeHash, ctx.now().toISOString()),
  }
}
