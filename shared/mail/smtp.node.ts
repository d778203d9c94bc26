import { createTransport } from 'nodemailer'
import { parseSmtpAddress } from './smtp-address.ts'
import { messageOf } from '../errors.ts'
import { MailError, type MailTransport, messageIdOf } from './transport.ts'

export interface SmtpOptions {
  /** See `parseSmtpAddress`. */
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

/**
 * Sends through a mail server, one connection a mail.
 * @throws Error when the address is none
 */
export function smtpTransport({ url, from }: SmtpOptions): MailTransport {
  const transport = createTransport({
    ...parseSmtpAddress(url),
    ...timeouts,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    name: 'smtp',
    async send(mail) {
      const { to, subject, text, replyTo, createdAt: date } = mail
      const messageId = messageIdOf(mail, from)
      const attachments = mail.attachments?.map(({ name, type, bytes }) => ({
        filename: name,
        contentType: type,
        content: Buffer.from(bytes),
      }))
      try {
        await transport.sendMail({
          from,
          to,
          subject,
          text,
          date,
          messageId,
          ...(replyTo !== undefined && { replyTo }),
          ...(attachments && { attachments }),
        })
      } catch (error) {
        throw asMailError(error)
      }
    },
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
  const message = messageOf(error)
  return new MailError(`SMTP: ${message}`, { permanent, cause: error })
}
