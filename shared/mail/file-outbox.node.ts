import { mkdir, open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { messageFile } from './message-file.ts'
import { messageOf } from '../errors.ts'
import { MailError, type MailTransport } from './transport.ts'

export interface FileOutboxOptions {
  /** Made when it is not there. */
  folder: string
  from: string
}

/**
 * Writes each mail as one `.eml` file that any mail program opens: the default, which needs no
 * server. A file appears whole or not at all, and sending a mail again replaces it.
 */
export function fileOutbox({ folder, from }: FileOutboxOptions): MailTransport {
  return {
    name: 'file outbox',
    keeps: true,
    async send(mail) {
      const target = join(folder, `${mail.id}.eml`)
      try {
        await mkdir(folder, { recursive: true })
        await writeDurably(`${target}.part`, messageFile(mail, from))
        await rename(`${target}.part`, target)
      } catch (cause) {
        const reason = messageOf(cause)
        throw new MailError(`the mail file could not be written: ${reason}`, {
          permanent: false,
          cause,
        })
      }
    },
  }
}

/** Readable for the owner of the process alone, because reset links are among the mails. */
async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'w', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}
