import Papa from 'papaparse'

export const delimiters = [',', ';', '\t'] as const
export type Delimiter = (typeof delimiters)[number]
export type Newline = '\n' | '\r'

/** How a file separates its cells and ends its lines. */
export interface Dialect {
  delimiter: Delimiter
  /** `\n` also for files with `\r\n`. */
  newline: Newline
  /** Characters before the header: the line `sep=;` that Excel writes. */
  skip: number
}

/** So much text tells the dialect. */
export const SAMPLE_CHARACTERS = 64 * 1024
const SAMPLE_RECORDS = 50

const excelHint = /^sep=([,;\t])(?:\r\n?|\n)/i
/** A quoted cell and what stands before it, or the end of a line. A quote inside a cell is but a quote. */
const quotedOrEnd = /(?:^|[,;\t\r\n])"(?:[^"]|"")*(?:"|$)|[\r\n]/g

/**
 * Finds out the dialect: the delimiter is the one that cuts the first records, quoted parts left
 * alone, most evenly, and into the most cells.
 *
 * @param sample the beginning of the text
 * @param whole whether the sample is all there is
 * @param delimiter the delimiter if the caller knows it
 */
export function detectDialect(sample: string, whole: boolean, delimiter?: Delimiter): Dialect {
  const hint = excelHint.exec(sample)
  const skip = hint?.[0].length ?? 0
  const text = sample.slice(skip)
  const newline = newlineOf(text)
  const hinted = delimiters.find((candidate) => candidate === hint?.[1])
  return { delimiter: delimiter ?? hinted ?? mostEven(text, whole, newline), newline, skip }
}

/** By the first line end that is not inside quotes. */
function newlineOf(text: string): Newline {
  for (const { 0: found, index } of text.matchAll(quotedOrEnd)) {
    if (found.startsWith('\n')) return '\n'
    if (found.startsWith('\r')) return text[index + 1] === '\n' ? '\n' : '\r'
  }
  return '\n'
}

function mostEven(text: string, whole: boolean, newline: Newline): Delimiter {
  let best: Delimiter = ','
  let bestScore = 0
  for (const delimiter of delimiters) {
    const parser = new Papa.Parser({ delimiter, newline, preview: SAMPLE_RECORDS })
    const { data } = parser.parse(text, 0, !whole) as { data: string[][] }
    const records = data.filter((cells) => cells.some((cell) => cell.trim() !== ''))
    const width = records[0]?.length ?? 0
    if (width < 2) continue
    const even = records.filter((cells) => cells.length === width).length / records.length
    const score = even * 1000 + Math.min(width, 900)
    if (score > bestScore) {
      best = delimiter
      bestScore = score
    }
  }
  return best
}
