import { jwtVerify, SignJWT } from 'jose'
import type { Platform } from '../context.ts'

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

/** A JWT that says its holder knew the password, good only for the second factor. */
export function signMfaToken(platform: Signing, userId: string): Promise<string> {
  return sign(platform, 'mfa', MFA_TOKEN_SECONDS, userId, {})
}

/** What an access token says, or null when it is forged, expired or another kind of token. */
export async function readAccessToken(platform: Signing, token: string) {
  const payload = await verify(platform, 'access', token)
  if (!payload || typeof payload['sid'] !== 'string') return null
  return { sessionId: payload['sid'], expiresAt: (payload.exp ?? 0) * 1000 }
}

/** The user of an MFA token, or null when it is forged, expired or another kind of token. */
export async function readMfaToken(platform: Signing, token: string): Promise<string | null> {
  return (await verify(platform, 'mfa', token))?.sub ?? null
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
