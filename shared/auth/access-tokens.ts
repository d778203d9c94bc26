import { jwtVerify, SignJWT } from 'jose'
import type { Platform } from '../context.ts'
import { fingerprint } from './keys.ts'

/** Seconds an access token lives. */
export const ACCESS_TOKEN_SECONDS = 15 * 60
/** Seconds between the password and the code of a two-factor sign-in. */
export const MFA_TOKEN_SECONDS = 5 * 60

const ALGORITHM = 'HS256'
const ISSUER = 'stockroom'

type Signing = Pick<Platform, 'keys' | 'now'>

/** A JWT (RFC 7519) that names a session; what its person may do is looked up, not written in it. */
export function signAccessToken(
  platform: Signing,
  userId: string,
  sessionId: string,
): Promise<string> {
  return sign(platform, 'access', ACCESS_TOKEN_SECONDS, userId, { sid: sessionId })
}

/** Who knew which password. */
interface FirstFactor {
  id: string
  passwordHash: string | null
}

/** A JWT that says its holder knew the password, good only for the second factor. */
export async function signMfaToken(platform: Signing, user: FirstFactor): Promise<string> {
  const pwd = await passwordClaim(platform, user)
  return sign(platform, 'mfa', MFA_TOKEN_SECONDS, user.id, { pwd })
}

/** What an access token says, or null when it is forged, expired or another kind of token. */
export async function readAccessToken(platform: Signing, token: string) {
  const payload = await verify(platform, 'access', token)
  if (!payload || typeof payload['sid'] !== 'string') return null
  return { sessionId: payload['sid'], expiresAt: (payload.exp ?? 0) * 1000 }
}

/** What an MFA token says, or null when it is forged, expired or another kind of token. */
export async function readMfaToken(platform: Signing, token: string) {
  const payload = await verify(platform, 'mfa', token)
  if (payload?.sub === undefined || typeof payload['pwd'] !== 'string') return null
  return { userId: payload.sub, password: payload['pwd'] }
}

/** Whether the password that an MFA token was given for is still the person's. */
export async function isPasswordOf(
  platform: Signing,
  token: { password: string },
  user: FirstFactor,
): Promise<boolean> {
  return token.password === (await passwordClaim(platform, user))
}

/** Anybody can read what a token says, so it must tell nothing of the password. */
function passwordClaim({ keys }: Signing, { passwordHash }: FirstFactor): Promise<string> {
  return fingerprint(keys, passwordHash ?? '')
}

function sign(
  { keys, now }: Signing,
  audience: string,
  seconds: number,
  subject: string,
  claims: Record<string, string>,
): Promise<string> {
  const issuedAt = Math.floor(now().getTime() / 1000)
  return new SignJWT(claims)
    .setProtectedHeader({ alg: ALGORITHM })
    .setIssuer(ISSUER)
    .setAudience(audience)
    .setSubject(subject)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + seconds)
    .sign(keys.signing)
}

async function verify({ keys, now }: Signing, audience: string, token: string) {
  try {
    const options = {
      algorithms: [ALGORITHM],
      issuer: ISSUER,
      audience,
      currentDate: now(),
      requiredClaims: ['exp', 'sub'],
    }
    return (await jwtVerify(token, keys.signing, options)).payload
  } catch {
    return null
  }
}
