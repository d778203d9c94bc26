import { toBase64 } from '#shared/encoding.ts'
import { isPermanentAtResend, RESEND_TIMEOUT_MS } from '#shared/mail/resend-limits.ts'
import { MailError, type MailTransport, type OutgoingMail } from '#shared/mail/transport.ts'
import type { FunctionConfig } from './config.ts'

/**
 * The transport of a function: the API of Resend by `fetch`, because its own client brings ten times
 * as much code and needs Node's globals. Undefined without a key; mails then stay queued.
 */
export function functionMail(config: FunctionConfig): MailTransport | undefined {
  const { RESEND_API_KEY: key, RESEND_URL: base, MAIL_FROM: from } = config
  if (key === undefined) return undefined
  return {
    name: 'resend',
    async send(mail) {
      const res = await fetch(`${base}/emails`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': 'application/json',
          'idempotency-key': mail.id,
        },
        body: JSON.stringify(messageOf(mail, from)),
        signal: AbortSignal.timeout(RESEND_TIMEOUT_MS),
      })
      const answer = (await res.json().catch(() => ({}))) as Partial<Record<string, unknown>>
      const { id, name, message } = answer
      if (res.ok && typeof id === 'string') return
      const reason = typeof message === 'string' ? message : 'confirms nothing'
      throw new MailError(`Resend (${res.status}): ${reason}`, {
        permanent: isPermanentAtResend({ status: res.status, name, message: reason }),
      })
    },
  }
}

/** A mail as the API of Resend takes it. */
function messageOf({ to, subject, text, replyTo, attachments }: OutgoingMail, from: string) {
  return {
    from,
    to,
    subject,
    text,
    reply_to: replyTo,
    attachments: attachments?.map(({ name, type, bytes }) => ({
      filename: name,
      content_type: type,
      content: toBase64(bytes),
    })),
  }
}
