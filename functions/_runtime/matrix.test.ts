import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildFunctions, type TargetName } from './build/build.ts'
import { root } from './build/endpoints.ts'
import { readFunctionConfig } from './config.ts'
import { cells } from './testing/cells.ts'
import { contract } from './testing/contract-suite.ts'
import type { Shop } from './testing/shop.ts'

const PATIENCE_MS = 60_000
const folder = mkdtempSync(join(root, 'node_modules/.stockroom-functions-'))
const built = new Map<TargetName, Promise<string>>()
const starts: string[] = []

function build(target: TargetName): Promise<string> {
  const outdir = join(folder, target)
  let making = built.get(target)
  if (!making) {
    making = buildFunctions({ target, outdir }).then(() => outdir)
    built.set(target, making)
  }
  return making
}

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  console.log(`from start to first answer:\n${starts.join('\n')}`)
})

describe.each(cells)('$runtime with $database', ({ runtime, database, target, start, refused }) => {
  if (!start) {
    it(`is refused: ${refused ?? ''}`, () => {
      expect(refused).toBeTruthy()
    })
    return
  }
  const shop = {} as Shop

  beforeAll(async () => {
    shop.cell = await start(target ? await build(target) : '')
    starts.push(`${runtime} with ${database}: ${Math.round(shop.cell.startedInMs)} ms`)
  }, PATIENCE_MS)

  afterAll(() => shop.cell.stop())

  contract(shop)
})

describe('docs/deploy', () => {
  it.each(cells)('tells of $runtime with $database', ({ runtime, database, refused }) => {
    const page = readFileSync(join(root, 'docs/deploy/README.md'), 'utf8')
    const row = page
      .split('\n')
      .find((line) => cellsOf(line)[0] === runtime && cellsOf(line)[1] === database)
    expect(row).toBeDefined()
    if (refused !== undefined) expect(row).toContain(`refused: ${refused}`)
    else expect(row).not.toContain('refused')
  })
})

function cellsOf(line: string): string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())
}

describe('a function', () => {
  it('is not started on SQLite, and says why', () => {
    const env = { DATABASE_URL: 'sqlite:./data/stockroom.db' }
    expect(() => readFunctionConfig(env)).toThrow(
      /DATABASE_URL must be postgres:.*no disk that stays/,
    )
  })
})
