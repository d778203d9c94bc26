import { readdirSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { build, type Metafile } from 'esbuild'
import { beforeAll, describe, expect, it } from 'vitest'

/** What only a certain runtime has, or what is far too large for a function. */
const foreign =
  /node_modules\/(better-sqlite3|postgres|kysely-postgres-js|nodemailer|prom-client|swagger-ui-dist|@hono\/node-server)\/|\.node(\.ts)?$|^containers\//

const root = new URL('..', import.meta.url).pathname
const files = readdirSync(new URL('.', import.meta.url), { recursive: true, encoding: 'utf8' })
  .filter((name) => /^(?!_).+\.ts$/.test(name) && !name.endsWith('.test.ts'))
  .map((name) => join('functions', name))
  .toSorted()

describe('the bundle for web-standard runtimes', () => {
  let outputs: Metafile['outputs'] = {}

  beforeAll(async () => {
    // Without splitting each entry is bundled as if it were alone.
    const { metafile } = await build({
      absWorkingDir: root,
      entryPoints: files,
      bundle: true,
      minify: true,
      write: false,
      outdir: 'nowhere',
      outbase: '.',
      metafile: true,
      format: 'esm',
      platform: 'browser',
      conditions: ['workerd', 'worker', 'browser', 'import'],
      // Built-ins are named by the test, not by the first failure of the bundler.
      plugins: [
        {
          name: 'built-ins',
          setup: ({ onResolve }) =>
            onResolve({ filter: /^[a-z]/ }, ({ path }) =>
              isBuiltin(path) ? { path, external: true } : undefined,
            ),
        },
      ],
      logLevel: 'silent',
    })
    outputs = metafile.outputs
  }, 60_000)

  it.each(files)('of %s has nothing in it that is native, a driver or a page', (file) => {
    const output = outputs[join('nowhere', file.replace(/\.ts$/, '.js'))]
    const sizes = Object.values(outputs).map(({ bytes }) => bytes)
    const message = `${Math.round((output?.bytes ?? 0) / 1000)} kB, the biggest has ${Math.round(Math.max(...sizes) / 1000)} kB`

    expect(Object.keys(output?.inputs ?? {}), message).toContain(file)
    const imported = output?.imports.filter(({ external }) => external).map(({ path }) => path)
    expect(imported, `imports, ${message}`).toEqual([])
    const found = Object.keys(output?.inputs ?? {}).filter((input) => foreign.test(input))
    expect(found, `inputs, ${message}`).toEqual([])
  })
})
