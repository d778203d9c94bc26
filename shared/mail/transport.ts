/** A file that goes with a mail. */
export interface MailAttachment {
  /** As the receiver saves it. */
  name: string
  /** Its media type, e.g. `application/pdf`. */
  type: string
  bytes: Uint8Array<ArrayBuffer>
}

/** A mail on its way out. */
export interface OutgoingMail {
  /** Stays the same over all attempts, so that a receiver can tell a second copy. */
  id: string
  to: string
  subject: string
  text: string
  /** Who gets the answers; the sender when it is left out. */
  replyTo?: string | undefined
  attachments?: readonly MailAttachment[] | undefined
  createdAt: Date
}

/** The mail port: hands one mail over to whoever delivers it. */
export interface MailTransport {
  /** Shown in the log. */
  name: string
  /** Keeps the mails on the server, for people to look at: nobody else gets them. */
  keeps?: boolean
  /** @throws MailError when it was not taken */
  send(mail: OutgoingMail): Promise<void>
}

/** A mail was not taken. A permanent error would come again however often the mail is sent. */
export class MailError extends Error {
  override name = 'MailError'
  readonly permanent: boolean

  constructor(message: string, options: { permanent: boolean; cause?: unknown }) {
    super(message, { cause: options.cause })
    this.permanent = options.permanent
  }
}

/** The identifier of a mail as mail programs know it, in the domain of its sender. */
export function messageIdOf(mail: OutgoingMail, from: string): string {
  const domain = /@([^\s@<>]+)>?\s*$/.exec(from)?.[1] ?? 'localhost'
  return `<${mail.id}@${domain}>`
}
