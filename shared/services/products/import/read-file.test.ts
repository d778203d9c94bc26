import { describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors.ts'
import { MAX_IMPORT_BYTES, MAX_IMPORT_ROWS, readImportFile } from './read-file.ts'

/** A stream of the same piece again and again. */
function repeating(first: string, piece: string, times: number): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(piece)
  let left = times
  return new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode(first)),
    pull(controller) {
      if (left-- > 0) controller.enqueue(bytes)
      else controller.close()
    },
  })
}

async function refusalOf(source: ReadableStream<Uint8Array>): Promise<AppError> {
  const refusal: unknown = await readImportFile(source, { mapping: {} }).catch(
    (error: unknown) => error,
  )
  if (refusal instanceof AppError) return refusal
  throw new Error('the file was not refused')
}

describe('readImportFile', () => {
  it('stops taking in a file that is too large, wherever it comes from', async () => {
    const piece = `A,${'x'.repeat(1_000_000)}\n`

    const refusal = await refusalOf(
      repeating('sku,name\n', piece, MAX_IMPORT_BYTES / 1_000_000 + 1),
    )

    expect(refusal.code).toBe('TOO_LARGE')
    expect(refusal.details).toEqual({ maxBytes: MAX_IMPORT_BYTES })
  })

  it('stops at more rows than one transaction should hold', async () => {
    const piece = 'A,Mug\n'.repeat(1_000)

    const refusal = await refusalOf(repeating('sku,name\n', piece, MAX_IMPORT_ROWS / 1_000 + 1))

    expect(refusal.code).toBe('TOO_LARGE')
    expect(refusal.details).toEqual({ maxRows: MAX_IMPORT_ROWS })
  })

  it('tells of an upload that broke off', async () => {
    const source = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('sku,name\nA,'))
        controller.error(new Error('socket closed'))
      },
    })

    const refusal = await refusalOf(source)

    expect(refusal.code).toBe('INVALID')
    expect(refusal.message).toContain('broke off')
  })

  it('gives others their turn while it reads', async () => {
    let turns = 0
    const clock = setInterval(() => (turns += 1), 1)

    const piece = Array.from({ length: 1_000 }, (_, n) => `S${n},Thing,1.00\n`).join('')
    const file = await readImportFile(repeating('sku,name,price\n', piece, 100), { mapping: {} })
    clearInterval(clock)

    expect(file).toMatchObject({ rows: 100_000, encoding: 'utf-8' })
    expect(file.drafts).toHaveLength(1_000)
    expect(turns).toBeGreaterThan(3)
  })
})
