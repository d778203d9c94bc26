import { messageIdOf, type OutgoingMail } from './transport.ts'

/** Bytes of text that fit an encoded word of at most 75 characters (RFC 2047). */
const ENCODED_WORD_BYTES = 45

/**
 * A mail as the text of an `.eml` file (RFC 5322). The body is UTF-8 as it is, unlike on the wire,
 * so that a link can also be copied out of the file itself.
 */
export function messageFile(mail: OutgoingMail, from: string): string {
  const headers = [
    `From: ${mailbox(from)}`,
    `To: ${mailbox(mail.to)}`,
    `Subject: ${headerText(mail.subject)}`,
    `Date: ${mail.createdAt.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: ${messageIdOf(mail, from)}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
  ]
  const body = mail.text.replace(/\r\n|\r|\n/g, '\r\n')
  return `${headers.join('\r\n')}\r\n\r\n${body}\r\n`
}

/** `Name <address>`, the name encoded where it must be, or a bare address. */
function mailbox(text: string): string {
  const [, name = '', address = ''] = /^(.*?)\s*<([^<>]*)>\s*$/s.exec(text) ?? []
  return name === '' ? oneLine(text) : `${headerText(name)} <${oneLine(address)}>`
}

function headerText(text: string): string {
  const line = oneLine(text)
  return /^[\x20-\x7e]*$/.test(line) ? line : encodedWords(line)
}

function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ')
}

/** Encoded words, each of whole characters, folded onto a line each. */
function encodedWords(text: string): string {
  const encoder = new TextEncoder()
  const words: string[] = []
  let bytes: number[] = []
  for (const character of text) {
    const next = encoder.encode(character)
    if (bytes.length + next.length > ENCODED_WORD_BYTES) {
      words.push(encodedWord(bytes))
      bytes = []
    }
    bytes.push(...next)
  }
  words.push(encodedWord(bytes))
  return words.join('\r\n ')
}

function encodedWord(bytes: readonly number[]): string {
  return `=?UTF-8?B?${btoa(String.fromCharCode(...bytes))}?=`
}
