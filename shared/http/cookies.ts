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
export function setSessionCookies(c: AppContext, tokens: SessionTokens): void {
  const shared = { httpOnly: true, sameSite: 'Strict', secure: c.get('secureCookies') } as const
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
  const secure = c.get('secureCookies')
  deleteCookie(c, ACCESS_COOKIE, { path: '/', secure })
  deleteCookie(c, REFRESH_COOKIE, { path: refreshPath, secure })
}
