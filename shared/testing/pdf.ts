import { inflateSync } from 'node:zlib'

/** The texts of a PDF, page by page, as its content streams draw them. */
export function textsOf(pdf: Uint8Array): string[][] {
  const raw = Buffer.from(pdf).toString('latin1')
  const pages: string[][] = []
  for (const [, stream = ''] of raw.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)) {
    const content = inflateSync(Buffer.from(stream, 'latin1')).toString('latin1')
    const texts = [...content.matchAll(/<([0-9A-F]+)> Tj/g)].map(([, hex = '']) =>
      new TextDecoder('windows-1252').decode(Buffer.from(hex, 'hex')),
    )
    if (texts.length > 0) pages.push(texts)
  }
  return pages
}
