import { deleteCookie, setCookie } from 'hono/cookie'
import type { AppContext } from './env.ts'

export const ACCESS_COOKIE = 'stockroom_access'
export const REFRESH_COOKIE = 'stockroom_refresh'
const refreshPath = '/api/auth'

interface SessionTokens {
  accessToken: string
  refreshToken: string
  expiresIn: number
  refreshExpiresIn: number
}

/** Gives a browser its tokens where no script can read them. */
function setSessionCookies(c: AppContext, tokens: SessionTokens): void {
  const shared = {
    httpOnly: true,
    sameSite: 'Strict',
    secure: c.get('http').secureCookies,
  } as const
  setCookie(c, ACCESS_COOKIE, tokens.accessToken, {
    ...shared,
    path: '/',
    maxAge: tokens.expiresIn,
  })
  setCookie(c, REFRESH_COOKIE, tokens.refreshToken, {
    ...shared,
    path: refreshPath,
    maxAge: tokens.refreshExpiresIn,
  })
}

export function clearSessionCookies(c: AppContext): void {
  const shared = {
    httpOnly: true,
    sameSite: 'Strict',
    secure: c.get('http').secureCookies,
  } as const
  deleteCookie(c, ACCESS_COOKIE, { ...shared, path: '/' })
  deleteCookie(c, REFRESH_COOKIE, { ...shared, path: refreshPath })
}

/**
 * Sets the cookies of a fresh session and gives the body of the answer.
 * @param mode `cookie` keeps the tokens out of the body, where a script could read them
 */
export function handOverSession<User>(
  c: AppContext,
  session: SessionTokens & { user: User },
  mode: 'token' | 'cookie',
) {
  setSessionCookies(c, session)
  const inBody = mode === 'token'
  return {
    user: session.user,
    accessToken: inBody ? session.accessToken : null,
    refreshToken: inBody ? session.refreshToken : null,
    expiresIn: session.expiresIn,
  }
}
