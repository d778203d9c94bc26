import { join } from 'node:path'
import type { MailTransport } from '#shared/mail/transport.ts'
import type { Config } from './config.ts'
import { ConfigError } from './config-error.ts'

/** The mail transport that is configured; the others are not even loaded. */
export async function mailTransport(config: Config): Promise<MailTransport> {
  const from = config.MAIL_FROM
  switch (config.MAIL_TRANSPORT) {
    case 'outbox': {
      const { fileOutbox } = await import('#shared/mail/file-outbox.node.ts')
      return fileOutbox({ folder: join(config.DATA_DIR, 'outbox'), from })
    }
    case 'smtp': {
      const { smtpTransport } = await import('#shared/mail/smtp.node.ts')
      return smtpTransport({ url: required(config.SMTP_URL, 'SMTP_URL'), from })
    }
    case 'resend': {
      const { resendTransport } = await import('#shared/mail/resend.ts')
      const apiKey = required(config.RESEND_API_KEY, 'RESEND_API_KEY')
      return resendTransport({ apiKey, baseUrl: config.RESEND_URL, from })
    }
  }
}

function required(value: string | undefined, name: string): string {
  if (value === undefined) throw new ConfigError(`${name} is not set`)
  return value
}
