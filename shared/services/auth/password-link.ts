import type { Ctx } from '../../context.ts'
import type { Tx } from '../../db/types.ts'
import { randomToken, sha256 } from '../../encoding.ts'
import { queueMail } from '../../mail/queue.ts'
import { insertPasswordReset } from '../../repositories/password-resets.ts'
import type { UserRow } from '../../repositories/users.ts'

const RESET_MINUTES = 60
const INVITATION_DAYS = 7

/** Why somebody gets a link to choose a password. */
export type LinkReason = 'reset' | 'invitation'

const lifeMs: Readonly<Record<LinkReason, number>> = {
  reset: RESET_MINUTES * 60_000,
  invitation: INVITATION_DAYS * 86_400_000,
}

/** A link that is still to be stored and sent. */
export interface PasswordLink {
  reason: LinkReason
  token: string
  tokenHash: string
}

export async function newPasswordLink(reason: LinkReason): Promise<PasswordLink> {
  const token = randomToken()
  return { reason, token, tokenHash: await sha256(token) }
}

/** Stores the hash of a link, and gives its address and when it ends. */
export async function storePasswordLink(
  ctx: Ctx,
  tx: Tx,
  userId: string,
  { reason, token, tokenHash }: PasswordLink,
): Promise<{ url: string; expiresAt: string }> {
  const now = ctx.now()
  const createdAt = now.toISOString()
  const expiresAt = new Date(now.getTime() + lifeMs[reason]).toISOString()
  await insertPasswordReset(tx, { tokenHash, userId, createdAt, expiresAt })
  // After `#`, so that no server and no proxy on the way ever sees it in an address.
  return { url: `${ctx.publicUrl}/reset-password#token=${token}`, expiresAt }
}

/** Stores the hash of a link and queues the mail with it; call `ctx.mailQueued()` after the commit. */
export async function sendPasswordLink(
  ctx: Ctx,
  tx: Tx,
  user: Pick<UserRow, 'id' | 'email' | 'name'>,
  link: PasswordLink,
  companyName: string,
): Promise<void> {
  const { url } = await storePasswordLink(ctx, tx, user.id, link)
  const letter = letters[link.reason](companyName)
  const text = `Hello ${user.name},\n\n${letter.opening}\n\n${url}\n\n${letter.closing}\n`
  await queueMail(ctx, tx, { to: user.email, subject: letter.subject, text, sensitive: true })
}

const letters: Readonly<Record<LinkReason, (companyName: string) => Letter>> = {
  reset: (companyName) => ({
    subject: 'Choose a new password for Stockroom',
    opening: `somebody asked for a new password for your account in the Stockroom of ${companyName}. If it was you, choose one here within ${RESET_MINUTES} minutes:`,
    closing: 'If it was not you, do nothing: your password stays as it is.',
  }),
  invitation: (companyName) => ({
    subject: `Your account in the Stockroom of ${companyName}`,
    opening: `${companyName} keeps its stock in Stockroom and has made an account for you. Choose your password here within ${INVITATION_DAYS} days:`,
    closing: 'After that, ask for a new link on the sign-in page with "Forgot your password?".',
  }),
}

interface Letter {
  subject: string
  opening: string
  closing: string
}
