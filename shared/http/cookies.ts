import { generateCookie } from 'hono/cookie'
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
  addCookie(c, ACCESS_COOKIE, tokens.accessToken, { path: '/', maxAge: tokens.expiresIn })
  addCookie(c, REFRESH_COOKIE, tokens.refreshToken, {
    path: refreshPath,
    maxAge: tokens.refreshExpiresIn,
  })
}

export function clearSessionCookies(c: AppContext): void {
  addCookie(c, ACCESS_COOKIE, '', { path: '/', maxAge: 0 })
  addCookie(c, REFRESH_COOKIE, '', { path: refreshPath, maxAge: 0 })
}

function addCookie(
  c: AppContext,
  name: string,
  value: string,
  options: { path: string; maxAge: number },
): void {
  const { cookies, secureCookies: secure } = c.get('http')
  cookies.push(
    generateCookie(name, value, { ...options, httpOnly: true, sameSite: 'Strict', secure }),
  )
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
