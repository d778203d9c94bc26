import { added, type Count, type RunCount } from './tally.ts'

/**
 * What was tested and how it ended, as a Markdown document: one line for each folder of tests.
 *
 * @param runs one for each configuration of the tests
 */
export function testReport(runs: readonly RunCount[], at: Date): string {
  const areas = runs
    .flatMap((run) => Object.entries(run.areas))
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
  const total = runs.reduce<Count>(added, { passed: 0, failed: 0, skipped: 0 })
  const files = areas.reduce((sum, [, area]) => sum + area.files, 0)
  const rows = [
    ['folder', 'files', 'passed', 'failed', 'skipped'],
    ...areas.map(([name, area]) => [`\`${name}\``, ...numbers(area.files, area)]),
    ['all', ...numbers(files, total)],
  ]
  return `# Test report

Written by \`make test-report\` on ${at.toISOString().slice(0, 10)}, with Node.js ${process.versions.node} on
${process.platform}. Tests of repositories, rules and endpoints run on SQLite and on PostgreSQL.

${table(rows)}
`
}

function numbers(files: number, { passed, failed, skipped }: Count): string[] {
  return [files, passed, failed, skipped].map(String)
}

/** Aligned as the formatter of the project aligns it. */
function table(rows: readonly string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0), 3),
  )
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const [head = [], ...body] = rows
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n')
}
