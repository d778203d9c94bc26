import { homedir } from 'node:os'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build, type BuildResult } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshPostgresUrl } from '#shared/testing/databases.ts'
import { mara } from '#shared/testing/people.ts'
import { buildFunctions } from './build/build.ts'
import { edgeOptions } from './build/bundle.ts'
import { allEndpoints, type Endpoint, root } from './build/endpoints.ts'
import { workers } from './build/targets/workers.ts'
import { unitsOf } from './build/units.ts'
import { startWorker } from './testing/workerd.ts'

const MEGABYTE = 1_000_000
const folder = mkdtempSync(join(root, 'node_modules/.stockroom-edge-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Names that only Node has. esbuild puts a marker for each that a bundle takes from outside. */
const foreign = ['process', 'Buffer', 'setImmediate', '__dirname', '__filename', 'global']
const markers = Object.fromEntries(foreign.map((name) => [name, `__foreign_${name}`]))

describe('the bundle of every endpoint for the edge', () => {
  let endpoints: Endpoint[] = []
  let result: BuildResult<{ metafile: true; write: false }>

  beforeAll(async () => {
    endpoints = await allEndpoints()
    const units = unitsOf(endpoints, [], 'endpoint')
    const sources = new Map(
      units.flatMap((unit) => workers.bundles(unit)).map(({ file, source }) => [file, source]),
    )
    result = await build({
      ...edgeOptions,
      define: { ...edgeOptions.define, ...markers },
      absWorkingDir: root,
      entryPoints: [...sources.keys()],
      bundle: true,
      minify: true,
      write: false,
      metafile: true,
      format: 'esm',
      target: 'es2024',
      outdir: 'nowhere',
      plugins: [
        ...edgeOptions.plugins,
        {
          name: 'entries',
          setup({ onResolve, onLoad }) {
            onResolve({ filter: /./ }, ({ path, kind }) =>
              kind === 'entry-point' ? { path, namespace: 'entry' } : undefined,
            )
            onLoad({ filter: /./, namespace: 'entry' }, ({ path }) => ({
              contents: sources.get(path) ?? '',
              resolveDir: root,
              loader: 'ts',
            }))
          },
        },
      ],
    })
  }, 120_000)

  it('is there for each of them, and for the jobs', () => {
    expect(result.outputFiles).toHaveLength(endpoints.length + 1)
  })

  it('asks for no module but the sockets of workerd', () => {
    const outputs = Object.values(result.metafile.outputs)
    const external = outputs.flatMap(({ imports }) => imports.filter(({ external }) => external))
    expect([...new Set(external.map(({ path }) => path))]).toEqual(['cloudflare:sockets'])
    const inputs = Object.keys(result.metafile.inputs)
    const refused = inputs.filter(
      (path) => isBuiltin(path) || /\.node(\.ts)?$|^containers\/|better-sqlite3/.test(path),
    )
    expect(refused).toEqual([])
  })

  it.each(foreign)('knows nothing of %s', (name) => {
    const found = result.outputFiles.filter(({ text }) => text.includes(markers[name] ?? ''))
    expect(found.map(({ path }) => path)).toEqual([])
  })

  it('tells nothing of the machine that built it', () => {
    const told = [root, homedir() + '/', 'node_modules/', 'file://', process.env['PATH'] ?? root]
    for (const { text, path } of result.outputFiles) {
      for (const secret of told) expect(text.includes(secret), `${secret} in ${path}`).toBe(false)
    }
  })
})

describe('a Worker', () => {
  it('has all endpoints in less than 1 MB, compressed', async () => {
    const outdir = join(folder, 'all')
    const { sizes } = await buildFunctions({ target: 'workers', outdir })
    const [whole] = sizes
    console.log(`all endpoints on Workers: ${whole?.gzip ?? 0} bytes, compressed`)
    expect(whole?.gzip).toBeLessThan(MEGABYTE)
    const text = readFileSync(join(outdir, 'stockroom/worker.js'))
    expect(gzipSync(text, { level: 9 }).length).toBe(whole?.gzip)
  })

  it('can hold one endpoint alone, which answers, and nothing else', async () => {
    const outdir = join(folder, 'one')
    const only = ['auth/setup']
    const { sizes, routes } = await buildFunctions({ target: 'workers', only, outdir })
    console.log(`POST /api/auth/setup alone on Workers: ${sizes[0]?.gzip ?? 0} bytes, compressed`)
    expect(routes).toEqual([{ method: 'POST', path: '/api/auth/setup', function: 'auth-setup' }])
    const { url: database, drop } = await freshPostgresUrl('stockroom_template')
    const worker = await startWorker(join(outdir, 'auth-setup/worker.js'), {
      DATABASE_URL: database,
      PUBLIC_URL: 'https://stockroom.example',
      SECRET_KEY: 's'.repeat(40),
      DB_ENCRYPTION_KEY: 'd'.repeat(40),
      LOG_LEVEL: 'silent',
    })
    try {
      const post = (path: string) =>
        fetch(`${worker.url}/api${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(mara),
        })
      const created = await post('/auth/setup')
      expect(created.status).toBe(201)
      expect(await created.json()).toMatchObject({ user: { email: mara.email } })
      expect((await post('/auth/login')).status).toBe(404)
    } finally {
      await worker.stop()
      await drop()
    }
  })

  it('says in its log what it lacks, and to its caller that it is not ready', async () => {
    const outdir = join(folder, 'one')
    const only = ['system/health']
    await buildFunctions({ target: 'workers', only, outdir })
    const worker = await startWorker(join(outdir, 'system-health/worker.js'), {
      DATABASE_URL: 'sqlite:./data/stockroom.db',
    })
    try {
      const res = await fetch(`${worker.url}/api/health`)
      expect(res.status).toBe(503)
      expect(await res.json()).toMatchObject({ type: '/problems/unavailable' })
      expect(worker.output()).toContain('so SQLite would lose what was written')
      expect(worker.output()).toContain('SECRET_KEY is not set')
    } finally {
      await worker.stop()
    }
  })
})
