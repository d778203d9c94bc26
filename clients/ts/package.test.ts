import { execFile } from 'node:child_process'
import { cpSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { Log, LogLevel, Miniflare } from 'miniflare'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { binaries } from '../../functions/_runtime/testing/processes.ts'
import { mara } from '../../shared/testing/people.ts'
import { runningShop } from '../../shared/testing/running-shop.ts'
import { temporaryFolder } from '../../shared/testing/temporary-folder.ts'
import { findChromium, launchOptions } from '../../web/testing/chromium.ts'

const run = promisify(execFile)
const here = import.meta.dirname
const root = join(here, '../..')
const modules = join(root, 'node_modules')
const PATIENCE_MS = 120_000

/** What `testing/consumer.ts` tells when all is well. */
const told = [
  'Mug 12.5 out',
  '1 left, once: true',
  'InsufficientStock: 2 of 1',
  'This clashes with what is stored',
  'adjustment sale',
  '422',
  'exported',
]

let project: Awaited<ReturnType<typeof temporaryFolder>>
let shop: Awaited<ReturnType<typeof runningShop>>

/** The code that each of these shows is one program. */
const documents = {
  'documentation.ts': join(root, 'docs/client.md'),
  'readme.ts': join(here, 'README.md'),
}

const inProject = (path: string) => join(project.path, path)
const installed = (path: string) => inProject(join('node_modules/stockroom-client', path))

/** Packs the package and installs it, and nothing else, into a project outside this repository. */
beforeAll(async () => {
  project = await temporaryFolder()
  shop = await runningShop('sqlite')
  const env = { ...process.env, PATH: `${join(modules, '.bin')}:${process.env['PATH'] ?? ''}` }
  // Whoever runs the tests by npm hands its settings down, and this repository's let no script run.
  const pack = ['pack', '--ignore-scripts=false', '--pack-destination', project.path]
  await run('npm', pack, { cwd: here, env })
  const [tarball = ''] = globSync('*.tgz', { cwd: project.path })
  writeFileSync(inProject('package.json'), JSON.stringify({ type: 'module', private: true }))
  const flags = ['--offline', '--no-audit', '--no-fund', '--ignore-scripts']
  await run('npm', ['install', ...flags, `./${tarball}`], { cwd: project.path, env })
  const source = readFileSync(join(here, 'testing/consumer.ts'), 'utf8')
  writeFileSync(inProject('consumer.ts'), source.replace("'../src/index.ts'", "'stockroom-client'"))
  for (const [name, path] of Object.entries(documents)) {
    const blocks = readFileSync(path, 'utf8').matchAll(/^```ts\n(.*?)^```$/gms)
    writeFileSync(inProject(name), [...blocks].map(([, code = '']) => code).join('\n'))
  }
}, PATIENCE_MS)

afterAll(async () => {
  await shop[Symbol.asyncDispose]()
  await project[Symbol.asyncDispose]()
})

/** Compiles the project, declarations of the package included, and gives what was complained of. */
async function compile(compiler: string, options: Record<string, unknown>): Promise<string> {
  const compilerOptions = {
    target: 'es2022',
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    outDir: 'out',
    ...options,
  }
  const files = ['consumer.ts', ...Object.keys(documents)]
  const config = inProject('tsconfig.json')
  writeFileSync(config, JSON.stringify({ compilerOptions, files }))
  const program = join(modules, compiler, 'bin/tsc')
  return run(process.execPath, [program, '-p', config]).then(
    () => '',
    (error: unknown) => (error as { stdout: string }).stdout,
  )
}

const nodenext = { module: 'nodenext', types: [] }
const bundler = { module: 'esnext', moduleResolution: 'bundler', types: [] }

describe('the packed package', () => {
  it('is installed alone, and names no other package', () => {
    const names = globSync('*', { cwd: inProject('node_modules') })
    expect(names).toEqual(['stockroom-client'])
    const foreign = globSync('dist/*', { cwd: installed('.') }).flatMap((file) =>
      [...readFileSync(installed(file), 'utf8').matchAll(/(?:from |import\()['"]([^'"]+)/g)]
        .map(([, name = '']) => name)
        .filter((name) => !/^\.\/[\w-]+\.js$/.test(name)),
    )
    expect(foreign).toEqual([])
    expect(globSync('*', { cwd: installed('.') }).toSorted()).toEqual([
      'LICENSE',
      'README.md',
      'dist',
      'package.json',
    ])
  })

  it.each([
    ['TypeScript 7, nodenext, DOM', 'ts7', { ...nodenext, lib: ['es2022', 'dom'] }],
    ['TypeScript 7, bundler, DOM', 'ts7', { ...bundler, lib: ['es2022', 'dom'] }],
    ['TypeScript 6, nodenext, DOM', 'typescript', { ...nodenext, lib: ['es2022', 'dom'] }],
    ['TypeScript 6, bundler, DOM', 'typescript', { ...bundler, lib: ['es2022', 'dom'] }],
  ])(
    'compiles with %s and no other types',
    async (_, compiler, options) => {
      expect(await compile(compiler, options)).toBe('')
    },
    PATIENCE_MS,
  )

  it(
    'compiles where only the types of Node are known',
    async () => {
      for (const name of ['@types/node', 'undici-types']) {
        mkdirSync(inProject('node_modules/@types'), { recursive: true })
        cpSync(join(modules, name), inProject(join('node_modules', name)), { recursive: true })
      }
      const complaints = await compile('ts7', { ...nodenext, types: ['node'], lib: ['es2022'] })
      expect(complaints).toBe('')
    },
    PATIENCE_MS,
  )
})

describe('a program with the package', () => {
  const signIn = () => [shop.server.url, mara.email, mara.password]

  beforeAll(async () => {
    expect(await compile('ts7', { ...nodenext, lib: ['es2022', 'dom'] })).toBe('')
    writeFileSync(
      inProject('main.js'),
      `import process from 'node:process'
import { shopping } from './out/consumer.js'
console.log(JSON.stringify(await shopping(...process.argv.slice(2))))`,
    )
  }, PATIENCE_MS)

  it.each([
    ['Node', 'node', []],
    ['Bun', 'bun', []],
    ['Deno', 'deno', ['run', '--allow-net', '--no-lock']],
  ] as const)(
    'does its shopping on %s',
    async (_, name, flags) => {
      const program = binaries[name]()
      const { stdout } = await run(program, [...flags, 'main.js', ...signIn()], {
        cwd: project.path,
      })
      expect(JSON.parse(stdout)).toEqual(told)
    },
    PATIENCE_MS,
  )

  it(
    'does its shopping on workerd',
    async () => {
      const script = await bundled(
        `import { shopping } from './out/consumer.js'
export default { fetch: async (_, env) => Response.json(await shopping(...env.signIn)) }`,
        'esm',
      )
      const worker = new Miniflare({
        modules: true,
        script,
        compatibilityDate: '2026-06-01',
        bindings: { signIn: signIn() },
        log: new Log(LogLevel.NONE),
      })
      try {
        const answer = await worker.dispatchFetch('http://worker/')
        expect(await answer.json()).toEqual(told)
      } finally {
        await worker.dispose()
      }
    },
    PATIENCE_MS,
  )

  it.runIf(findChromium() !== undefined)(
    'does its shopping on a page in Chromium',
    async () => {
      const script = await bundled(
        `import { shopping } from './out/consumer.js'
globalThis.shopping = shopping`,
        'iife',
      )
      const browser = await chromium.launch(launchOptions())
      try {
        const page = await browser.newPage()
        // Without a url the client asks the host that its page came from.
        await page.goto(`${shop.server.url}/docs`)
        await page.evaluate(script)
        const call = `shopping('', ...${JSON.stringify(signIn().slice(1))})`
        expect(await page.evaluate(call)).toEqual(told)
      } finally {
        await browser.close()
      }
    },
    PATIENCE_MS,
  )
})

/** One file of all the modules that a program of the project imports. */
async function bundled(contents: string, format: 'esm' | 'iife'): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: project.path },
    bundle: true,
    write: false,
    format,
  })
  return outputFiles[0]?.text ?? ''
}
