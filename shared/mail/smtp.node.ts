import { createTransport } from 'nodemailer'
import { MailError, type MailTransport, messageIdOf } from './transport.ts'

export interface SmtpOptions {
  /**
   * `smtps://user:password@host:465` speaks TLS from the first byte, `smtp://…:587` upgrades to it.
   * A password never travels unencrypted, except to this machine or with `?tls=optional`.
   */
  url: string
  /** The sender, `Stockroom <stock@shop.example>`. */
  from: string
}

const timeouts = {
  dnsTimeout: 10_000,
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 30_000,
}

const thisMachine = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Sends through a mail server, one connection a mail.
 * @throws Error when the address is none
 */
export function smtpTransport({ url, from }: SmtpOptions): MailTransport {
  const transport = createTransport({
    ...serverOf(url),
    ...timeouts,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    name: 'smtp',
    async send(mail) {
      const { to, subject, text, createdAt: date } = mail
      const messageId = messageIdOf(mail, from)
      try {
        await transport.sendMail({ from, to, subject, text, date, messageId })
      } catch (error) {
        throw asMailError(error)
      }
    },
  }
}

function serverOf(text: string) {
  const url = URL.parse(text)
  const secure = url?.protocol === 'smtps:'
  if (!url?.hostname || (!secure && url.protocol !== 'smtp:')) {
    throw new Error('the mail server must be given as smtps://user:password@host:465')
  }
  const hasPassword = url.password !== ''
  const mayBePlain = thisMachine.has(url.hostname) || url.searchParams.get('tls') === 'optional'
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    requireTLS: hasPassword && !mayBePlain,
    ...(hasPassword && {
      auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    }),
  }
}

interface SmtpError {
  code?: unknown
  command?: unknown
  responseCode?: unknown
}

/**
 * Only a refusal of this recipient or this text is permanent. A refused sender or password is the
 * operator's to put right, and the mail waits for it.
 */
function asMailError(error: unknown): MailError {
  const { code, command, responseCode } = error as SmtpError
  const refused = code === 'EENVELOPE' || code === 'EMESSAGE'
  const status = typeof responseCode === 'number' ? responseCode : 500
  const permanent = refused && status >= 500 && command !== 'MAIL FROM'
  const message = error instanceof Error ? error.message : String(error)
  return new MailError(`SMTP: ${message}`, { permanent, cause: error })
}
