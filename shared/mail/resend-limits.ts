/** How long the API of Resend may take for a mail. */
export const RESEND_TIMEOUT_MS = 30_000

/** What is wrong with the mail itself; a wrong key or an unverified domain can be put right. */
const permanent = new Set([400, 413, 422])

/** Whether Resend would refuse the mail again, by the status of its answer. */
export function isPermanentAtResend(status: number): boolean {
  return permanent.has(status)
}
