import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import type { Reporter, TestModule } from 'vitest/node'

export interface Count {
  passed: number
  failed: number
  skipped: number
}

/** What a run counted, all together and by the folders that the tests lie in. */
export interface RunCount extends Count {
  /** By a folder such as `functions/orders`. */
  areas: Record<string, Count & { files: number }>
}

/** Names a file for the count, when one run is only a part of all tests. */
export const COUNT_FILE = 'STOCKROOM_COUNT_FILE'

/** The closing line that machines read. */
export function tallyLine({ passed, failed, skipped }: Count): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}

export function added(one: Count, other: Count): Count {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
  }
}

function countOf(module: TestModule): Count {
  const of = { passed: 0, failed: 0, skipped: 0, pending: 0 }
  for (const test of module.children.allTests()) of[test.result().state] += 1
  if (module.state() === 'failed' && module.children.size === 0) of.failed += 1
  const { passed, failed, skipped, pending } = of
  return { passed, failed, skipped: skipped + pending }
}

/** The first two folders of a file; what lies in none of the second level counts to the first. */
function areaOf(module: TestModule): string {
  return relative(process.cwd(), module.moduleId).split('/').slice(0, -1).slice(0, 2).join('/')
}

/** Counts the tests of a run: prints the closing line, or leaves it to who counts several runs. */
export default class Tally implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], _errors: unknown, reason: string): void {
    let total: Count = { passed: 0, failed: 0, skipped: 0 }
    const areas: RunCount['areas'] = {}
    for (const module of modules) {
      const count = countOf(module)
      total = added(total, count)
      const area = areas[areaOf(module)] ?? { passed: 0, failed: 0, skipped: 0, files: 0 }
      areas[areaOf(module)] = { ...added(area, count), files: area.files + 1 }
    }
    // What broke outside of a test, such as the start of what all of them need, must be seen too.
    if (reason === 'failed' && total.failed === 0) total = { ...total, failed: 1 }
    const file = process.env[COUNT_FILE]
    if (file === undefined) console.log(tallyLine(total))
    else writeFileSync(file, JSON.stringify({ ...total, areas } satisfies RunCount))
  }
}
