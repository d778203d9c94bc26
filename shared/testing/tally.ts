import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

export interface Count {
  passed: number
  failed: number
  skipped: number
}

/** Names a file for the count, when one run is only a part of all tests. */
export const COUNT_FILE = 'STOCKROOM_COUNT_FILE'

/** The closing line that machines read. */
export function tallyLine({ passed, failed, skipped }: Count): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}

/** Counts the tests of a run: prints the closing line, or leaves it to who counts several runs. */
export default class Tally implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const of = { passed: 0, failed: 0, skipped: 0, pending: 0 }
    for (const module of modules) {
      for (const test of module.children.allTests()) of[test.result().state] += 1
      if (module.state() === 'failed' && module.children.size === 0) of.failed += 1
    }
    const { passed, failed, skipped, pending } = of
    const count: Count = { passed, failed, skipped: skipped + pending }
    const file = process.env[COUNT_FILE]
    if (file === undefined) console.log(tallyLine(count))
    else writeFileSync(file, JSON.stringify(count))
  }
}
