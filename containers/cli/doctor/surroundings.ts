import { accessSync, constants, existsSync } from 'node:fs'
import { isIP } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { connect } from 'node:tls'
import { createTransport } from 'nodemailer'
import { parseSmtpAddress } from '#shared/mail/smtp-address.ts'
import type { Config } from '../../api/config.ts'
import { composeVariables } from '../../api/compose-variables.ts'
import { variables } from '../../api/variables.ts'
import { fail, type Finding, ok, warn } from './finding.ts'

const TIMEOUT_MS = 5_000
const DAY_MS = 86_400_000
const SOON_DAYS = 14

/** The certificate that people see who go to PUBLIC_URL. */
export async function checkTls({ PUBLIC_URL }: Pick<Config, 'PUBLIC_URL'>): Promise<Finding> {
  const url = new URL(PUBLIC_URL)
  if (url.protocol === 'http:') {
    const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
    if (isHere) return ok('TLS', `none: ${PUBLIC_URL} is this machine alone`)
    const cure = 'put nginx with a certificate in front, and set PUBLIC_URL to https://…'
    return warn('TLS', `none: passwords travel readable to ${PUBLIC_URL}`, cure)
  }
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const asked = { host, port: url.port === '' ? 443 : Number(url.port) }
  const seen = await certificateAt(asked, host)
  // Within the network of the containers the site has another name.
  const beside = 'failure' in seen ? await certificateAt({ host: 'nginx', port: 443 }, host) : seen
  if (!('failure' in beside)) return judge(url.host, beside)
  const why = 'failure' in seen ? seen.failure : beside.failure
  const cure = 'start nginx, and see that the name leads to this machine'
  return warn('TLS', `${url.host} cannot be reached from here (${why})`, cure)
}

interface Certificate {
  /** In ms since 1970. */
  until: number
  /** Why nobody vouches for it. */
  fault: string | undefined
}

function certificateAt(
  { host, port }: { host: string; port: number },
  name: string,
): Promise<Certificate | { failure: string }> {
  return new Promise((done) => {
    const options = { host, port, rejectUnauthorized: false, timeout: TIMEOUT_MS }
    const socket = connect({ ...options, ...(isIP(name) === 0 && { servername: name }) })
    const end = (outcome: Certificate | { failure: string }) => {
      socket.destroy()
      done(outcome)
    }
    socket.once('timeout', () => end({ failure: 'no answer' }))
    socket.once('error', (error: Error & { code?: string }) => {
      end({ failure: error.code ?? error.message })
    })
    socket.once('secureConnect', () => {
      // In spite of its type it is the code alone.
      const error: unknown = socket.authorizationError
      const fault = error instanceof Error ? error.message : error
      const { valid_to: until } = socket.getPeerCertificate()
      end({ until: Date.parse(until), fault: typeof fault === 'string' ? fault : undefined })
    })
  })
}

function judge(host: string, { until, fault }: Certificate): Finding {
  const days = Math.floor((until - Date.now()) / DAY_MS)
  const renew = 'renew it: put fullchain.pem and privkey.pem into certs/ and restart nginx'
  if (days < 0) return fail('TLS', `the certificate of ${host} has expired`, renew)
  if (fault !== undefined) {
    return warn('TLS', `browsers warn of the certificate of ${host} (${fault})`, renew)
  }
  if (days < SOON_DAYS) return warn('TLS', `the certificate of ${host} ends in ${days} days`, renew)
  return ok('TLS', `the certificate of ${host} is good for ${days} days`)
}

/** Whether mail can leave; none is sent. */
export async function checkMail(config: Config): Promise<Finding> {
  switch (config.MAIL_TRANSPORT) {
    case 'outbox':
      return checkOutbox(config)
    case 'smtp':
      return checkSmtp(config.SMTP_URL ?? '')
    case 'resend':
      return checkResend(config)
  }
}

function checkOutbox({ DATA_DIR }: Config): Finding {
  const folder = join(resolve(DATA_DIR), 'outbox')
  const there = [folder, dirname(folder), dirname(dirname(folder))].find((path) => existsSync(path))
  try {
    accessSync(there ?? '/', constants.W_OK)
  } catch {
    return fail('mail', `${there ?? '/'} cannot be written to`, 'give it to the user of the server')
  }
  const cure = 'set MAIL_TRANSPORT to smtp or resend'
  return warn('mail', `mails stay in ${folder}: nobody gets them`, cure)
}

async function checkSmtp(address: string): Promise<Finding> {
  const server = parseSmtpAddress(address)
  const times = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS }
  const transport = createTransport({ ...server, ...times, socketTimeout: TIMEOUT_MS })
  const name = `${server.host}:${server.port}`
  try {
    await transport.verify()
    return ok('mail', `${name} takes mails${server.auth ? ' from this user' : ''}`)
  } catch (error) {
    const { code = '', message } = error as Error & { code?: string }
    const cure =
      code === 'EAUTH'
        ? 'set SMTP_USER and SMTP_PASSWORD to what the mail server knows'
        : 'see that SMTP_HOST, SMTP_PORT and SMTP_TLS fit the mail server, and that a firewall lets it through'
    return fail('mail', `${name}: ${message}`, cure)
  } finally {
    transport.close()
  }
}

async function checkResend({ RESEND_URL, RESEND_API_KEY }: Config): Promise<Finding> {
  const url = RESEND_URL ?? 'https://api.resend.com'
  try {
    const headers = { authorization: `Bearer ${RESEND_API_KEY}` }
    const answer = await fetch(`${url}/domains`, {
      headers,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    if (answer.ok) return ok('mail', `${url} knows the key`)
    // A key that may only send is told so, and told so by that word.
    const isRestricted = (await answer.text()).includes('restricted_api_key')
    if (isRestricted) return ok('mail', `${url} knows the key, which may only send`)
    return fail('mail', `${url} answers ${answer.status}`, 'set RESEND_API_KEY to a valid key')
  } catch (error) {
    const { cause } = error as { cause?: { code?: string } }
    const why = cause?.code ?? (error as Error).message
    return fail('mail', `${url} cannot be reached (${why})`, 'let the server out to it')
  }
}

/** What nginx and the names of variables have to do with each other. */
export function checkSettings(config: Config, env: NodeJS.ProcessEnv): Finding[] {
  const findings: Finding[] = []
  if (config.PUBLIC_URL.startsWith('https://') && config.TRUSTED_PROXIES === '') {
    const says = 'PUBLIC_URL is https, but TRUSTED_PROXIES is empty'
    const cure = 'name the address of the proxy, else all callers share one limit for sign-ins'
    findings.push(warn('proxy', says, cure))
  }
  for (const name of mistyped(env)) {
    const cure = 'see docs/configuration.md for the right name'
    findings.push(warn('settings', `${name} is set, but there is no such variable`, cure))
  }
  if (findings.length > 0) return findings
  return [ok('settings', 'all are understood')]
}

/** How names begin that nobody else uses. */
const families = /^(DATABASE|DB|MAIL|METRICS|MONITOR|RESEND|SMTP|TRUSTED|WEBHOOKS)_/

/** Names that begin like ours and are none. */
function mistyped(env: NodeJS.ProcessEnv): string[] {
  const names = Object.keys(variables)
  const files = names.map((name) => `${name}_FILE`)
  const known = new Set([...names, ...files, ...Object.keys(composeVariables)])
  return Object.keys(env).filter((name) => families.test(name) && !known.has(name))
}
