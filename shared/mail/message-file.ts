import { toBase64 } from '../encoding.ts'
import { type MailAttachment, messageIdOf, type OutgoingMail } from './transport.ts'

/** Bytes of text that fit an encoded word of at most 75 characters (RFC 2047). */
const ENCODED_WORD_BYTES = 45
/** Base64 in lines that are no longer than a mail may have them (RFC 2045). */
const BASE64_LINE = /.{1,76}/g
/** The longest line that any mail may have (RFC 5322). */
const LONGEST_LINE_BYTES = 998

/**
 * A mail as the text of an `.eml` file (RFC 5322). The text is UTF-8 as it is, unless a line of it is
 * too long, so that a link can also be copied out of the file itself.
 */
export function messageFile(mail: OutgoingMail, from: string): string {
  const headers = [
    `From: ${mailbox(from)}`,
    `To: ${mailbox(mail.to)}`,
    ...(mail.replyTo === undefined ? [] : [`Reply-To: ${mailbox(mail.replyTo)}`]),
    `Subject: ${headerText(mail.subject)}`,
    `Date: ${mail.createdAt.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: ${messageIdOf(mail, from)}`,
    'MIME-Version: 1.0',
  ]
  const text = textPart(mail.text)
  const files = mail.attachments ?? []
  if (files.length === 0) return `${headers.join('\r\n')}\r\n${text}`
  // Nobody who writes a text can know the id that its mail will get.
  const boundary = `=_${mail.id}`
  headers.push(`Content-Type: multipart/mixed; boundary="${boundary}"`)
  const parts = [text, ...files.map(filePart)].map((lines) => `--${boundary}\r\n${lines}`)
  return `${headers.join('\r\n')}\r\n\r\n${parts.join('')}--${boundary}--\r\n`
}

/** What has headers of its own: the only part of a mail, or one of several. */
function part(headers: readonly string[], body: string): string {
  return `${headers.join('\r\n')}\r\n\r\n${body}\r\n`
}

function textPart(text: string): string {
  const lines = text.split(/\r\n|\r|\n/)
  const encoder = new TextEncoder()
  const type = 'Content-Type: text/plain; charset=utf-8'
  if (lines.every((line) => encoder.encode(line).length <= LONGEST_LINE_BYTES)) {
    return part([type, 'Content-Transfer-Encoding: 8bit'], lines.join('\r\n'))
  }
  const bytes = encoder.encode(lines.join('\r\n'))
  return part([type, 'Content-Transfer-Encoding: base64'], base64Lines(bytes))
}

function filePart({ name, type, bytes }: MailAttachment): string {
  return part(
    [
      `Content-Type: ${oneLine(type)}`,
      'Content-Transfer-Encoding: base64',
      `Content-Disposition: attachment; ${fileName(name)}`,
    ],
    base64Lines(bytes),
  )
}

function base64Lines(bytes: Uint8Array): string {
  return (toBase64(bytes).match(BASE64_LINE) ?? []).join('\r\n')
}

/** The name of a file as a parameter of a header; RFC 2231 where it is not ASCII. */
function fileName(text: string): string {
  const line = oneLine(text)
  if (/^[\x20-\x7e]*$/.test(line)) return `filename="${line.replace(/["\\]/g, '\\$&')}"`
  const encoded = encodeURIComponent(line).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `filename*=UTF-8''${encoded}`
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
