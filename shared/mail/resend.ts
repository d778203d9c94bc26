import { Resend } from 'resend'
import { toBase64 } from '../encoding.ts'
import { isPermanentAtResend, RESEND_TIMEOUT_MS } from './resend-limits.ts'
import { MailError, type MailTransport } from './transport.ts'

export interface ResendOptions {
  apiKey: string
  /** The sender, `Stockroom <stock@shop.example>`, in a domain that Resend has verified. */
  from: string
  /** Another address of the API, for a stand-in. */
  baseUrl?: string | undefined
}

/** Sends through the API of Resend, which takes a mail once however often it is handed over. */
export function resendTransport({ apiKey, from, baseUrl }: ResendOptions): MailTransport {
  const resend = new Resend(apiKey, baseUrl === undefined ? {} : { baseUrl })
  return {
    name: 'resend',
    async send({ id, to, subject, text, replyTo, attachments }) {
      const options = { idempotencyKey: id, signal: AbortSignal.timeout(RESEND_TIMEOUT_MS) }
      const files = attachments?.map(({ name, type, bytes }) => ({
        filename: name,
        contentType: type,
        content: toBase64(bytes),
      }))
      const { data, error } = await resend.emails.send(
        {
          from,
          to,
          subject,
          text,
          ...(replyTo !== undefined && { replyTo }),
          ...(files && { attachments: files }),
        },
        options,
      )
      if (data?.id) return
      const status = error?.statusCode ?? null
      const reason = error?.message ?? 'the answer confirms nothing'
      throw new MailError(`Resend${status === null ? '' : ` (${status})`}: ${reason}`, {
        permanent:
          status !== null && isPermanentAtResend({ status, name: error?.name, message: reason }),
      })
    },
  }
}
