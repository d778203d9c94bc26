/**
 * The rows in portions of one size, the last one filled up with `filler`, so that one prepared
 * statement serves any number of rows.
 */
export function fullChunks<T>(rows: readonly T[], size: number, filler: T): T[][] {
  const chunks: T[][] = []
  for (let start = 0; start < rows.length; start += size) {
    const chunk = rows.slice(start, start + size)
    while (chunk.length < size) chunk.push(filler)
    chunks.push(chunk)
  }
  return chunks
}
