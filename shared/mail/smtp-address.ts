/** A mail server as its address names it. */
export interface SmtpServer {
  host: string
  port: number
  /** TLS from the first byte; else the connection upgrades to it where the server can. */
  secure: boolean
  /** Nothing is said to a server that cannot upgrade. */
  requireTLS: boolean
  auth?: { user: string; pass: string }
}

/** How a connection becomes encrypted: by STARTTLS, from the first byte, or where the server can. */
export const smtpSecurities = ['starttls', 'implicit', 'optional'] as const
export type SmtpSecurity = (typeof smtpSecurities)[number]

const thisMachine = new Set(['localhost', '127.0.0.1', '[::1]'])
const portOf = { implicit: 465, starttls: 587, optional: 587 }

/**
 * `smtps://user:password@host:465` speaks TLS from the first byte, `smtp://…:587` upgrades to it. A
 * password never travels unencrypted, except to this machine or with `?tls=optional`.
 * @throws Error when the text is no such address
 */
export function parseSmtpAddress(text: string): SmtpServer {
  const url = URL.parse(text)
  const secure = url?.protocol === 'smtps:'
  if (!url?.hostname || (!secure && url.protocol !== 'smtp:')) {
    throw new Error('the mail server must be given as smtps://user:password@host:465')
  }
  const hasPassword = url.password !== ''
  const mayBePlain = thisMachine.has(url.hostname) || url.searchParams.get('tls') === 'optional'
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? portOf[secure ? 'implicit' : 'starttls'] : Number(url.port),
    secure,
    requireTLS: hasPassword && !mayBePlain,
    ...(hasPassword && {
      auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    }),
  }
}

/** The address of a server that was named in parts. */
export function smtpAddress(server: {
  host: string
  port?: number | undefined
  user?: string | undefined
  password?: string | undefined
  security: SmtpSecurity
}): string {
  const { host, user = '', password = '', security, port = portOf[security] } = server
  const name = host.includes(':') ? `[${host}]` : host
  const signIn =
    password === '' ? '' : `${encodeURIComponent(user)}:${encodeURIComponent(password)}@`
  const scheme = security === 'implicit' ? 'smtps' : 'smtp'
  return `${scheme}://${signIn}${name}:${port}${security === 'optional' ? '?tls=optional' : ''}`
}
