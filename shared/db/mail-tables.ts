import type { Flag, InstantText } from './types.ts'

export interface MailMessageTable {
  id: string
  recipient: string
  subject: string
  /** Encrypted while `sealed` is set; empty once such a mail was delivered. */
  body: string
  sealed: Flag
  state: 'queued' | 'sent' | 'failed'
  attempts: number
  nextAttemptAt: InstantText
  lastError: string | null
  createdAt: InstantText
  sentAt: InstantText | null
  /** Who gets the answers; null when the sender does. */
  replyTo: string | null
  /** Whether it was taken by the server itself, as a file, and nobody got it; null until it is taken. */
  kept: Flag | null
}

/** A file that goes with a mail. */
export interface MailAttachmentTable {
  mailId: string
  /** From 1, in the order in which they were attached. */
  position: number
  name: string
  /** Its media type. */
  type: string
  /** In bytes. */
  size: number
  /** In base64, which both databases store alike. */
  content: string
}

export interface MailTables {
  mailMessage: MailMessageTable
  mailAttachment: MailAttachmentTable
}
