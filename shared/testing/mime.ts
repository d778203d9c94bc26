/** A mail, or a part of one, as it travels. */
export interface MimePart {
  /** Unfolded, by their names in lower case. */
  headers: Record<string, string>
  body: string
}

/** Takes headers and body apart (RFC 5322). */
export function readMime(message: string): MimePart {
  const end = message.indexOf('\r\n\r\n')
  const lines = message
    .slice(0, end)
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
  const headers = lines.map((line) => {
    const [name = '', ...rest] = line.split(':')
    return [name.toLowerCase(), rest.join(':').trim()] as const
  })
  return { headers: Object.fromEntries(headers), body: message.slice(end + 4) }
}

/** The parts of a mail that has several (RFC 2046). */
export function partsOf(message: string): MimePart[] {
  const { headers, body } = readMime(message)
  const [, boundary = ''] =
    /^multipart\/mixed;.*boundary="([^"]+)"/.exec(headers['content-type'] ?? '') ?? []
  const [inside = ''] = body.split(`\r\n--${boundary}--`)
  return `\r\n${inside}`.split(`\r\n--${boundary}\r\n`).slice(1).map(readMime)
}

/** What a part in base64 holds. */
export function bytesOf({ body }: MimePart): Uint8Array {
  return new Uint8Array(Buffer.from(body, 'base64'))
}
