import { type NextRequest, NextResponse } from 'next/server'

const defaultApi = 'http://127.0.0.1:8000'

/** The API's own addresses, which a small installation reaches through this server. */
const passedOn = /^\/(api|docs)(\/|$)/

/**
 * Passes `/api` and `/docs` on to the API, and gives every page its own nonce: only scripts and
 * styles that carry it run. Behind nginx only pages come here.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl
  if (passedOn.test(pathname)) {
    const target = new URL(pathname + search, process.env['API_URL'] ?? defaultApi)
    return NextResponse.rewrite(target)
  }
  const nonce = btoa(crypto.randomUUID())
  const policy = contentPolicy(nonce)
  const headers = new Headers(request.headers)
  // Next reads the nonce of its own scripts out of the policy of the request.
  headers.set('content-security-policy', policy)
  headers.set('x-nonce', nonce)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  response.headers.set('x-content-type-options', 'nosniff')
  response.headers.set('referrer-policy', 'same-origin')
  response.headers.set('permissions-policy', 'camera=(self), microphone=(), geolocation=()')
  response.headers.set('cross-origin-opener-policy', 'same-origin')
  return response
}

function contentPolicy(nonce: string): string {
  const isDevelopment = process.env.NODE_ENV === 'development'
  return [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic' 'wasm-unsafe-eval'${isDevelopment ? ` 'unsafe-eval'` : ''}`,
    `style-src 'self' ${isDevelopment ? `'unsafe-inline'` : `'nonce-${nonce}'`}`,
    // Attributes only, for positions and widths in what the server renders; elements need the nonce.
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self' blob: data:`,
    `connect-src 'self'`,
    `worker-src 'self'`,
    `manifest-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ')
}

export const config = {
  matcher: ['/((?!_next/static|_next/image|wasm/|icons/|sw\\.js|offline\\.html).*)'],
}
