import { writeSync } from 'node:fs'
import { jsonLog, type Log, logFrom, type LowestLevel } from '#shared/log.ts'

const STDOUT = 1
const FLUSH_BYTES = 16_384

/**
 * JSON lines on stdout, written in batches once per turn of the event loop. `flush` writes what is
 * left; a process that ends calls it.
 */
export function stdoutLog(level: LowestLevel): Log & { flush: () => void } {
  let pending = ''
  let scheduled = false
  const flush = () => {
    scheduled = false
    while (pending !== '') {
      const bytes = Buffer.from(pending)
      try {
        const written = writeSync(STDOUT, bytes)
        pending = written === bytes.length ? '' : bytes.subarray(written).toString()
      } catch (error) {
        // A full pipe: the rest goes with the next lines.
        if ((error as { code?: string }).code === 'EAGAIN') return
        throw error
      }
    }
  }
  const log = jsonLog((line) => {
    pending += `${line}\n`
    if (pending.length > FLUSH_BYTES) flush()
    else if (!scheduled) {
      scheduled = true
      setImmediate(flush)
    }
  })
  return { ...logFrom(level, log), flush }
}
