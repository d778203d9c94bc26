/** How long the API of Resend may take for a mail. */
export const RESEND_TIMEOUT_MS = 30_000

/** What is wrong with the mail itself; a wrong key or an unverified domain can be put right. */
const permanent = new Set([400, 413, 422])

/** What Resend says of a mail that it does not take. */
export interface ResendRefusal {
  status: number
  /** Its kind of error. */
  name?: unknown
  message: string
}

/**
 * Whether Resend would refuse the mail again. A sender that is none, such as the one of a server
 * where `MAIL_FROM` was forgotten, is the operator's to put right, and the mail waits for it.
 */
export function isPermanentAtResend({ status, name, message }: ResendRefusal): boolean {
  const isSender = name === 'invalid_from_address' || message.includes('`from`')
  return permanent.has(status) && !isSender
}
