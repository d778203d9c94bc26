import type { ImportProgress } from '#shared/services/products/import.ts'

const WIDTH = 30
const REDRAW_MS = 80

interface Terminal {
  isTTY?: boolean
  write(text: string): unknown
}

const verbs = { reading: 'reading', writing: 'writing', finishing: 'storing' } as const

/** A line that is drawn over and over; nothing at all where nobody looks at a terminal. */
export function progressBar(terminal: Terminal): { show: ImportProgress; clear: () => void } {
  if (!terminal.isTTY) return { show: () => {}, clear: () => {} }
  let drawnAt = 0
  return {
    show(stage, done, total) {
      const now = performance.now()
      if (done < total && now - drawnAt < REDRAW_MS) return
      drawnAt = now
      const share = total === 0 ? 1 : done / total
      const filled = Math.round(share * WIDTH)
      const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled)
      const percent = String(Math.floor(share * 100)).padStart(3)
      terminal.write(`\r\u001b[2K${verbs[stage]} ${bar} ${percent} %`)
    },
    clear: () => void terminal.write('\r\u001b[2K'),
  }
}
