import { spawn } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findChromium } from '#web/testing/chromium.ts'
import { added, type Count, COUNT_FILE, type RunCount, tallyLine } from './tally.ts'
import { testReport } from './test-report.ts'

// All tests: node shared/testing/run-all.ts [--report] [flags and filters of vitest]
// With --report it writes docs/test-report.md.
// The suite comes first, then what starts programs, then the browser where there is one; where there is
// none, its tests are named. One line counts them all.

const nothing: RunCount = { passed: 0, failed: 0, skipped: 0, areas: {} }

/** Runs vitest to its end; a run that breaks before it has counted counts as one that failed. */
async function run(args: readonly string[]): Promise<RunCount> {
  const folder = mkdtempSync(join(tmpdir(), 'stockroom-count-'))
  const file = join(folder, 'count.json')
  const child = spawn('vitest', ['run', '--passWithNoTests', ...args], {
    env: { ...process.env, [COUNT_FILE]: file },
    stdio: 'inherit',
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  try {
    const count = read(file)
    const isHidden = code !== 0 && count.failed === 0
    return isHidden ? { ...count, failed: 1 } : count
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What a run counted; nothing when it had no test to run, or broke. */
function read(file: string): RunCount {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as RunCount
  } catch {
    return nothing
  }
}

/** Names the files that cannot run here; each counts as skipped. */
function leaveOut(filters: readonly string[]): RunCount {
  const files = globSync('web/**/*.browser.ts', { exclude: ['**/node_modules/**', '**/.next/**'] })
  const meant = files.filter(
    (file) => filters.length === 0 || filters.some((filter) => file.includes(filter)),
  )
  if (meant.length === 0) return nothing
  console.log(
    '\nLeft out, because no Chromium is installed (`apt-get install chromium`, or CHROMIUM=path):',
  )
  for (const file of meant.toSorted()) console.log(`  ${file}`)
  return { ...nothing, skipped: meant.length }
}

const given = process.argv.slice(2)
const args = given.filter((arg) => arg !== '--report')
const filters = args.filter((arg) => !arg.startsWith('-'))
const inBrowser = [
  '--config',
  'vitest.web.config.ts',
  ...args.filter((arg) => arg !== '--coverage'),
]

const counts = [await run(args), await run(['--config', 'vitest.programs.config.ts', ...args])]
counts.push(findChromium() === undefined ? leaveOut(filters) : await run(inBrowser))
const total = counts.reduce<Count>(added, nothing)
if (given.includes('--report')) writeFileSync('docs/test-report.md', testReport(counts, new Date()))
console.log(tallyLine(total))
if (total.failed > 0) process.exitCode = 1
