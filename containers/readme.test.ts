import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfig } from '#containers/api/config.ts'
import { startServer } from '#containers/api/start.ts'
import { firstFiveMinutes } from '#containers/testing/first-five-minutes.ts'
import { problemKinds } from '#shared/http/problems.ts'
import { silentLog } from '#shared/log.ts'
import {
  all,
  codeOf,
  documents,
  pairs,
  read,
  root,
  section,
  sourcesOf,
} from '#shared/testing/documents.ts'
import { temporaryFolder } from '#shared/testing/temporary-folder.ts'

describe('docs/dependencies.md', () => {
  it('has a line for every package of package.json, and no other', () => {
    const manifest = JSON.parse(read('package.json')) as Record<string, Record<string, string>>
    const kinds = ['dependencies', 'devDependencies', 'optionalDependencies']
    const packages = kinds.flatMap((kind) => Object.keys(manifest[kind] ?? {}))
    const told = all(read('docs/dependencies.md'), /^\| `([^`]+)`/gm)
    expect(told.toSorted()).toEqual(packages.toSorted())
  })
})

describe('docs/architecture.md', () => {
  it('tells the imports as lint holds them', () => {
    const [, table = ''] = read('eslint.config.js').split('const layers = {')
    const held = pairs(table.split('\n}')[0] ?? '', /^ {2}'?([\w/]+)'?: \[([^\]]*)\]/gm)
    const chapter = section('docs/architecture.md', 'Who may import whom')
    const told = pairs(chapter, /^\| `([^`]+)` *\|(.*)\|$/gm)
    expect(held.length).toBeGreaterThan(10)
    expect(told.map(([folder, list]) => [folder, all(list, /`([^`]+)`/g)])).toEqual(
      held.map(([folder, list]) => [folder, all(list, /'([^']+)'/g)]),
    )
  })

  it('lists every type of problem with its status', () => {
    const told = pairs(section('docs/architecture.md', 'Errors'), /^\| `([^`]+)` *\| (\d+)/gm)
    const kinds = Object.values(problemKinds)
    expect(told).toEqual(kinds.map(({ slug, status }) => [`/problems/${slug}`, String(status)]))
  })

  it('names functions that there are', () => {
    const sources = sourcesOf('{shared,functions,containers,clients/ts/src,web/lib}/**/*.ts')
    const words = new Set(sources.match(/\w+/g))
    const named = codeOf('docs/architecture.md').filter((code) => /^[a-z]+[A-Z]\w*$/.test(code))
    expect(named.length).toBeGreaterThan(20)
    expect(named.filter((name) => !words.has(name))).toEqual([])
  })
})

describe('docs/import.md', () => {
  it('lists every header that an import understands, in its order', () => {
    const plain = (list: string) => list.replaceAll(/\s+/g, ' ').trim()
    const [, table = ''] = read('shared/services/products/import/fields.ts').split('const synonyms')
    const understood = pairs(table.split('\n}')[0] ?? '', /^ {2}(\w+): `([^`]+)`/gm)
    const chapter = section('docs/import.md', 'Which headers are understood')
    const told = pairs(chapter, /^- \*\*(\w+)\*\*: ((?:.+\n(?: {2})?)+?)(?=^-|^$)/gm)
    expect(understood.length).toBeGreaterThan(10)
    expect(told.map(([field, list]) => [field, plain(list)])).toEqual(
      understood.map(([field, list]) => [field, plain(list)]),
    )
  })
})

describe.each(documents)('%s', (document) => {
  it('links and points to files that there are', () => {
    const links = all(read(document), /\]\(([^)#\s]+)(?:#[^)]*)?\)/g)
      .filter((target) => !target.includes('://'))
      .map((target) => join(dirname(document), target))
    const paths = codeOf(document).filter((code) =>
      /^(shared|functions|containers|bench|docs)\/[\w./-]+$/.test(code),
    )
    const isPlaceholder = (path: string) => path.includes('NNN')
    const missing = [...links, ...paths].filter(
      (path) => !isPlaceholder(path) && !existsSync(join(root, path)),
    )
    expect(missing).toEqual([])
  })

  it('names commands that there are', () => {
    const code = codeOf(document).join('\n')
    const targets = all(read('Makefile'), /^([a-z-]+):/gm)
    const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts)
    const made = all(code, /^ *(?:[A-Z_]+=\S+ )*make ([a-z-]+)/gm)
    expect(made.filter((name) => !targets.includes(name))).toEqual([])
    expect(all(code, /\bnpm run ([\w:]+)/g).filter((name) => !scripts.includes(name))).toEqual([])
  })
})

describe('the first five minutes of README.md', () => {
  const hasCurl = spawnSync('curl', ['--version']).status === 0

  it.skipIf(!hasCurl)('work as they stand, on a server that was just started', async () => {
    await using folder = await temporaryFolder()
    const config = { DATA_DIR: join(folder.path, 'data'), HOST: '127.0.0.1', PORT: '0' }
    const server = await startServer(readConfig(config), silentLog)
    try {
      const { script, steps } = firstFiveMinutes(`http://127.0.0.1:${server.port}`)

      const printed = await runShell(script, folder.path)

      expect(steps).toBeGreaterThan(8)
      expect(printed).toContain('"sku":"MUG-BLUE"')
      expect(printed).toContain('"oldPrice":"12.5","newPrice":"13.9"')
      expect(printed).toMatch(/"row":4,"column":"Verkaufspreis".*"problemCount":1/)
      expect(printed).toMatch(/"created":3,.*"suppliersCreated":1,"categoriesCreated":2/)
      expect(printed).toContain('"requested":18,"available":17')
      expect(printed).toMatch(/"kind":"reversal","quantity":3/)
      expect(printed).toMatch(/"number":"PO-\d+",.*"stage":"approved"|"stage":"pending_approval"/)
      expect(printed).toContain('"action":"CREATE","entity":"product"')
      expect(printed).toContain('{"ok":true,')
      const catalogue = readFileSync(join(folder.path, 'catalogue.csv'), 'utf8')
      expect(catalogue.match(/^[A-Z-0-9]+,/gm)).toEqual([
        'MUG-BLUE,',
        'BOWL-RED,',
        'JUG-1L,',
        'VASE,',
      ])
    } finally {
      await server.stop()
    }
  })
})

/** Runs a shell script beside this process; gives what it printed. */
function runShell(script: string, cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('sh', ['-c', script], { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    let printed = ''
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()))
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve(printed)
      else reject(new Error(`the script ended with ${code}:\n${printed}`))
    })
  })
}
