const SAMPLE_BYTES = 256 * 1024
const SAMPLE_ROWS = 4

export interface Sample {
  headers: readonly string[]
  /** The first rows, as long as the headers. */
  rows: readonly (readonly string[])[]
}

/** The headers of a file and its first rows, to recognise the columns by; the API reads the rest. */
export async function readSample(file: File): Promise<Sample> {
  const { parse } = await import('papaparse')
  const text = decode(new Uint8Array(await file.slice(0, SAMPLE_BYTES).arrayBuffer()))
  const { data } = parse<string[]>(text, { preview: SAMPLE_ROWS + 1, skipEmptyLines: true })
  const [first = [], ...rows] = data
  return { headers: first.map((header) => header.trim()), rows }
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    // The last character may be cut in two by the end of the sample.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
