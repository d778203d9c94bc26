import { isPermanentAtResend, RESEND_TIMEOUT_MS } from '#shared/mail/resend-limits.ts'
import { MailError, type MailTransport } from '#shared/mail/transport.ts'
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
    async send({ id, to, subject, text }) {
      const res = await fetch(`${base}/emails`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': 'application/json',
          'idempotency-key': id,
        },
        body: JSON.stringify({ from, to, subject, text }),
        signal: AbortSignal.timeout(RESEND_TIMEOUT_MS),
      })
      const answer = (await res.json().catch(() => ({}))) as { id?: unknown; message?: unknown }
      if (res.ok && typeof answer.id === 'string') return
      const reason = typeof answer.message === 'string' ? answer.message : 'confirms nothing'
      throw new MailError(`Resend (${res.status}): ${reason}`, {
        permanent: isPermanentAtResend(res.status),
      })
    },
  }
}
