import * as z from 'zod'
import { Permission } from './tokens.ts'
import { Role, User } from './users.ts'
import { Email, id, Instant, pageOf, Secret, text } from './values.ts'

/** Where the tokens of a new session go. */
const session = z
  .enum(['token', 'cookie'])
  .default('token')
  .describe('`cookie`: only into httpOnly cookies, the tokens in the body are null')

const email = Email
const PASSWORD = 'quiet-lantern-over-harbour'
const code = z.string().trim().min(1).max(64)
const machineToken = z.string().min(1).max(2048)

export const SetUp = z.strictObject({ email, password: Secret, name: text(200), session }).meta({
  id: 'SetUp',
  example: { email: 'owner@shop.example', password: PASSWORD, name: 'Mara Quist' },
})
export type SetUp = z.infer<typeof SetUp>

export const SetupState = z
  .object({ needed: z.boolean().describe('true until the first owner is made') })
  .meta({ id: 'SetupState' })

export const Login = z
  .strictObject({ email, password: Secret, session })
  .meta({ id: 'Login', example: { email: 'owner@shop.example', password: PASSWORD } })
export type Login = z.infer<typeof Login>

export const SignedIn = z
  .object({
    user: User,
    accessToken: z.string().nullable().describe('send it as `Authorization: Bearer …`'),
    refreshToken: z.string().nullable().describe('good for one POST /auth/refresh'),
    expiresIn: z.int().describe('seconds the access token lives'),
  })
  .meta({ id: 'SignedIn' })

export const MfaRequired = z
  .object({
    mfaRequired: z.literal(true),
    mfaToken: z.string().describe('for POST /auth/mfa/challenge, within five minutes'),
  })
  .meta({ id: 'MfaRequired' })

export const LoginResult = z.union([SignedIn, MfaRequired])

/** No body, or none of a refresh token, when the browser sends its cookie. */
export const Refresh = z
  .strictObject({ refreshToken: machineToken.optional() })
  .meta({ id: 'Refresh', example: { refreshToken: 'the one of the last answer' } })

export const MfaCode = z
  .strictObject({ code: code.describe('six digits of the authenticator app') })
  .meta({ id: 'MfaCode', example: { code: '123456' } })

export const MfaChallenge = z
  .strictObject({
    mfaToken: machineToken,
    code: code.describe('six digits of the authenticator app, or a recovery code'),
    session,
  })
  .meta({ id: 'MfaChallenge', example: { mfaToken: 'of the login', code: '123456' } })
export type MfaChallenge = z.infer<typeof MfaChallenge>

export const DisableMfa = z
  .strictObject({ password: Secret, code: code.describe('of the app, or a recovery code') })
  .meta({ id: 'DisableMfa', example: { password: PASSWORD, code: '123456' } })
export type DisableMfa = z.infer<typeof DisableMfa>

export const MfaSetup = z
  .object({
    secret: z.string().describe('base32, to type it in by hand'),
    otpauthUrl: z.string(),
    qrCode: z.string().describe('an SVG image as a data URL'),
  })
  .meta({ id: 'MfaSetup' })
export type MfaSetup = z.infer<typeof MfaSetup>

export const RecoveryCodes = z
  .object({
    recoveryCodes: z
      .array(z.string())
      .describe('shown this once; each replaces one code of the app'),
  })
  .meta({ id: 'RecoveryCodes' })

export const ChangePassword = z
  .strictObject({ currentPassword: Secret, newPassword: Secret })
  .meta({
    id: 'ChangePassword',
    example: { currentPassword: PASSWORD, newPassword: 'amber-ladder-near-orchard' },
  })
export type ChangePassword = z.infer<typeof ChangePassword>

export const ForgotPassword = z
  .strictObject({ email })
  .meta({ id: 'ForgotPassword', example: { email: 'owner@shop.example' } })

export const ResetPassword = z
  .strictObject({ token: machineToken.describe('of the link in the mail'), password: Secret })
  .meta({ id: 'ResetPassword', example: { token: 'of the mail', password: PASSWORD } })
export type ResetPassword = z.infer<typeof ResetPassword>

export const Me = z
  .object({
    user: User,
    role: Role,
    permissions: z.array(Permission).describe('of a token: what it is scoped to'),
    mfaEnabled: z.boolean(),
    mfaSetupRequired: z
      .boolean()
      .describe('true: your role demands two-factor sign-in; nothing is permitted before'),
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof Me>

export const Session = z
  .object({
    id: id('session'),
    createdAt: Instant,
    lastUsedAt: Instant.describe('when its tokens were renewed last'),
    expiresAt: Instant,
    ip: z.string().nullable(),
    userAgent: z.string().nullable(),
    current: z.boolean().describe('true: the session that asks'),
  })
  .meta({ id: 'Session' })
export type Session = z.infer<typeof Session>

export const SessionPage = pageOf(Session).meta({ id: 'SessionPage' })
