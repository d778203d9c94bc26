import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfig } from '#containers/api/config.ts'
import { startServer } from '#containers/api/start.ts'
import { problemKinds } from '#shared/http/problems.ts'
import { silentLog } from '#shared/log.ts'
import { temporaryFolder } from '#shared/testing/temporary-folder.ts'

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const documents = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]

/** What a pattern with one group finds, without repetitions. */
function all(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''))]
}

/** What a pattern with two groups finds. */
function pairs(text: string, pattern: RegExp): [string, string][] {
  return [...text.matchAll(pattern)].map(([, first = '', second = '']) => [first, second])
}

/** The text between a heading and the next one of its level. */
function section(document: string, heading: string): string {
  const [, rest = ''] = read(document).split(`\n## ${heading}\n`)
  return rest.split('\n## ')[0] ?? ''
}

/** Fenced blocks and code spans. */
function codeOf(document: string): string[] {
  const text = read(document)
  const blocks = all(text, /^```\w*\n(.*?)^```$/gms)
  return [...blocks, ...all(text.replaceAll(/^```.*?^```$/gms, ''), /`([^`\n]+)`/g)]
}

describe('.env.example', () => {
  const example = read('.env.example')
  const settings = new Map(pairs(example, /^([A-Z_]+)=(.*)$/gm))

  it('holds every variable that the server and the web read, and no other', () => {
    const [, schema = ''] = read('containers/api/config.ts').split('const Env = z.object({')
    const known = all(schema.split('\n})')[0] ?? '', /^ {2}([A-Z_]+):/gm)
    expect(known.length).toBeGreaterThan(10)
    const web = [read('containers/cli/start.ts'), read('web/proxy.ts')].join('\n')
    const named = all(web, /process\.env\['([A-Z_]+)'\]/g)
    expect(named).toContain('WEB_PORT')
    expect([...settings.keys()].toSorted()).toEqual([...new Set([...known, ...named])].toSorted())
  })

  it('says which secrets may come from files', () => {
    const source = read('containers/api/config.ts')
    const [, list = ''] = source.split('const fromFiles = [')
    const fromFiles = all(list.split(']')[0] ?? '', /'([A-Z_]+)'/g)
    expect(all(example, /\b([A-Z_]+)_FILE\b/g).toSorted()).toEqual(fromFiles.toSorted())
  })

  it('gives each its default', async () => {
    await using folder = await temporaryFolder()
    const given = { ...Object.fromEntries(settings), DATA_DIR: folder.path }
    expect(readConfig(given)).toEqual(readConfig({ DATA_DIR: folder.path }))
    expect(settings.get('DATA_DIR')).toBe('./data')
    expect(read('containers/api/config.ts')).toContain(`DATA_DIR: z.string().default('./data')`)
  })
})

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
    const source = ['shared', 'functions', 'containers', 'clients/ts/src', 'web/lib'].flatMap(
      (folder) =>
        readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
          .filter((path) => path.endsWith('.ts'))
          .map((path) => read(join(folder, path))),
    )
    const words = new Set(source.join('\n').match(/\w+/g))
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
    const targets = all(read('Makefile'), /^([a-z]+):/gm)
    const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts)
    expect(all(code, /\bmake ([a-z]+)/g).filter((name) => !targets.includes(name))).toEqual([])
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
      const steps = all(section('README.md', 'The first five minutes'), /^```sh\n(.*?)^```$/gms)
      const script = steps.join('\n').replaceAll('localhost:8000', `127.0.0.1:${server.port}`)
      // A refused request ends the script, unless the reader is told that it will be.
      const strict = 'set -eu\ncurl() { command curl --fail-with-body "$@"; }\n'
      const told = script.replaceAll(/ # refused$/gm, ' || true')

      const printed = await runShell(strict + told, folder.path)

      expect(steps.length).toBeGreaterThan(8)
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
