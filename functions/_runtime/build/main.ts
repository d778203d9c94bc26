import { parseArgs } from 'node:util'
import { buildFunctions, type Size, type TargetName, targets } from './build.ts'
import { type Split, splits } from './units.ts'

const usage = `Builds functions that are ready to be deployed.

  npm run build:functions -- --target <platform> [--only <areas or endpoints>] [--split <how>] [--out <folder>]

  --target  ${Object.keys(targets).join(', ')}
  --only    areas and endpoints, with commas: inventory,auth/login; everything without it
  --split   one function for ${splits.join(', one for each ')}; all without it
  --out     dist/functions/<platform> without it, and removed first
`

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      target: { type: 'string' },
      only: { type: 'string', default: '' },
      split: { type: 'string', default: 'all' },
      out: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  const { target = '', split, help } = values
  if (help || !isTarget(target) || !isSplit(split)) {
    console.error(usage)
    process.exit(help ? 0 : 2)
  }
  const outdir = values.out ?? `dist/functions/${target}`
  const only = values.only.split(',').flatMap((name) => name.trim() || [])
  const { sizes, routes } = await buildFunctions({ target, only, split, outdir })
  console.log(tableOf(sizes))
  console.log(
    `\n${routes.length} ${routes.length === 1 ? 'endpoint' : 'endpoints'} in ${outdir}; routes.json says what answers where`,
  )
}

function isTarget(name: string): name is TargetName {
  return Object.hasOwn(targets, name)
}

function isSplit(name: string): name is Split {
  return (splits as readonly string[]).includes(name)
}

function tableOf(sizes: readonly Size[]): string {
  const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`
  const rows = sizes
    .toSorted((a, b) => b.gzip - a.gzip)
    .map(({ file, endpoints, bytes, gzip }) => [
      file,
      `${endpoints}`,
      kilobytes(bytes),
      kilobytes(gzip),
    ])
  const table = [['bundle', 'endpoints', 'minified', 'gzip'], ...rows]
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  )
  return table
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n')
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
