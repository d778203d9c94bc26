import { AppError, invalid } from '../errors.ts'

export const csvEncodings = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be'] as const
export type CsvEncoding = (typeof csvEncodings)[number]

/** Text is handed on in pieces of about this size, so that nobody has to work on 50 MB at once. */
const PIECE_BYTES = 128 * 1024

/** How files begin that are often taken for a CSV; their bytes as Latin-1. */
const signatures: readonly (readonly [start: string, what: string, cure: string])[] = [
  ['PK\u0003\u0004', 'an Excel workbook or a ZIP archive', 'save the sheet as “CSV UTF-8”'],
  ['\u00d0\u00cf\u0011\u00e0', 'an old Excel workbook', 'save the sheet as “CSV UTF-8”'],
  ['\u001f\u008b', 'compressed with gzip', 'unpack it first'],
  ['\u0089PNG', 'a PNG image', 'send the CSV file'],
  ['\u00ff\u00d8\u00ff', 'a JPEG image', 'send the CSV file'],
  ['GIF8', 'a GIF image', 'send the CSV file'],
  ['%PDF-', 'a PDF document', 'export the table as CSV'],
]

/** What no text holds, but every picture and program that is read as Windows-1252. */
const controls = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/
/** How the UTF-8 bytes of an accented letter look when they are read as Windows-1252. */
const misread = /[ÃÂ][\u00a0-\u00bf€-™]/

/**
 * The bytes of a CSV as they arrive, and afterwards their text. Which encoding they are in is known
 * when the last one is there: the only accented letter may be in the last line.
 */
export class CsvBytes {
  /** Bytes taken in so far. */
  size = 0
  /** Set by `text`: read as Windows-1252, some of it looks like UTF-8 that was cut or mixed. */
  looksMisread = false
  readonly #chunks: Uint8Array[] = []
  #utf8: TextDecoder | undefined = new TextDecoder('utf-8', { fatal: true })

  push(chunk: Uint8Array): void {
    this.size += chunk.length
    this.#chunks.push(chunk)
    this.#validate(chunk)
  }

  /**
   * Ends the input and says what it is: by its mark (BOM), else UTF-8 when all of it is valid, else
   * Windows-1252.
   * @throws AppError UNSUPPORTED_MEDIA_TYPE when it is a known kind of other file, InvalidError when
   *   it is empty or contradicts its mark
   */
  encoding(): CsvEncoding {
    this.#validate(undefined)
    const head = this.#head()
    if (head === '') throw invalid('', 'the file is empty', 'empty')
    const signature = signatures.find(([start]) => head.startsWith(start))
    if (signature) throw notCsv(signature[1], signature[2])
    if (head.startsWith('\u00ff\u00fe')) return 'utf-16le'
    if (head.startsWith('\u00fe\u00ff')) return 'utf-16be'
    if (this.#utf8) return 'utf-8'
    if (head.startsWith('\u00ef\u00bb\u00bf')) throw notIn('utf-8')
    return 'windows-1252'
  }

  /**
   * The text, piece by piece, without its mark.
   * @throws AppError UNSUPPORTED_MEDIA_TYPE when it is no text, InvalidError when it is not in the
   *   encoding
   */
  *text(encoding: CsvEncoding): Generator<string, void, undefined> {
    const decoder = new TextDecoder(encoding, { fatal: true })
    let first = true
    for (const bytes of this.#pieces()) {
      const piece = decode(decoder, encoding, bytes)
      if (piece === '') continue
      const isText =
        encoding === 'windows-1252' ? !controls.test(piece) : !first || hasHeader(piece)
      if (!isText) throw notCsv('no text', 'send a CSV file; “CSV UTF-8” is the safest')
      if (encoding === 'windows-1252') this.looksMisread ||= misread.test(piece)
      first = false
      yield piece
    }
  }

  #validate(chunk: Uint8Array | undefined): void {
    try {
      this.#utf8?.decode(chunk, { stream: chunk !== undefined })
    } catch {
      this.#utf8 = undefined
    }
  }

  #head(): string {
    let head = ''
    for (const chunk of this.#chunks) {
      head += String.fromCharCode(...chunk.subarray(0, 8))
      if (head.length >= 8) break
    }
    return head
  }

  /** Ends with an empty piece, on which the decoder tells what was missing. */
  *#pieces(): Generator<Uint8Array | undefined, void, undefined> {
    for (const chunk of this.#chunks) {
      for (let start = 0; start < chunk.length; start += PIECE_BYTES) {
        yield chunk.subarray(start, start + PIECE_BYTES)
      }
    }
    yield undefined
  }
}

function decode(
  decoder: TextDecoder,
  encoding: CsvEncoding,
  bytes: Uint8Array | undefined,
): string {
  try {
    return decoder.decode(bytes, { stream: bytes !== undefined })
  } catch {
    throw notIn(encoding)
  }
}

/** UTF-16 without a mark, and many other files, are valid UTF-8 full of NUL characters. */
function hasHeader(piece: string): boolean {
  const end = piece.search(/[\r\n]/)
  return !piece.slice(0, end < 0 ? 1000 : end).includes('\u0000')
}

function notIn(encoding: CsvEncoding): AppError {
  return invalid(
    '',
    `the file holds bytes that are not ${encoding.toUpperCase()}: save it again as “CSV UTF-8”`,
    'encoding',
  )
}

function notCsv(what: string, cure: string): AppError {
  return new AppError('UNSUPPORTED_MEDIA_TYPE', `the file is ${what}, not a CSV: ${cure}`)
}
