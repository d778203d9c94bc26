import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { buildFunctions, type TargetName } from './build.ts'
import { allEndpoints, root } from './endpoints.ts'
import { unitsOf } from './units.ts'

const folder = mkdtempSync(join(root, 'node_modules/.stockroom-built-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function built(target: TargetName, only: string[], split: 'all' | 'area' | 'endpoint') {
  const outdir = join(folder, `${target}-${split}`)
  const report = await buildFunctions({ target, only, split, outdir })
  const read = (file: string) => readFileSync(join(outdir, file), 'utf8')
  return { ...report, outdir, read, json: (file: string) => JSON.parse(read(file)) as never }
}

describe('the endpoints that are built', () => {
  it('are all that are mounted, in the same order', async () => {
    const endpoints = await allEndpoints()
    const mounted = app.openAPIRegistry.definitions.flatMap((definition) =>
      definition.type === 'route'
        ? [`${definition.route.method.toUpperCase()} ${definition.route.path}`]
        : [],
    )
    expect(endpoints.map(({ method, path }) => `${method} ${path}`)).toEqual(mounted)
  })

  it('are one function, one for each area or one for each of them, and the jobs', async () => {
    const endpoints = await allEndpoints()
    const names = (split: 'all' | 'area' | 'endpoint', only: string[] = []) =>
      unitsOf(endpoints, only, split).map(({ name }) => name)
    expect(names('all')).toEqual(['stockroom'])
    expect(names('area')).toContain('inventory')
    expect(names('area').at(-1)).toBe('jobs')
    expect(names('endpoint')).toHaveLength(endpoints.length + 1)
    expect(names('endpoint')).toContain('inventory-bulk-sale')
    expect(names('all', ['inventory/sale'])).toEqual(['inventory-sale'])
    expect(names('area', ['inventory', 'auth/login'])).toEqual(['auth', 'inventory'])
  })

  it('are refused by name when there are no such ones', async () => {
    const endpoints = await allEndpoints()
    expect(() => unitsOf(endpoints, ['inventory/buy'], 'all')).toThrow(
      /there is no inventory\/buy; name areas \(system, auth,/,
    )
  })
})

describe('the folder of a build', () => {
  it('has for Workers a configuration with the routes of each function', async () => {
    const { read, routes } = await built('workers', ['suppliers', 'locations'], 'area')
    const config = read('suppliers/wrangler.jsonc')
    expect(config).toContain('"pattern": "stockroom.example/api/suppliers/*"')
    expect(config).toContain('"name": "stockroom-suppliers"')
    expect(config).not.toContain('crons')
    expect(config).not.toContain('nodejs_compat')
    const table = routes.map(({ path, function: name }) => `${name} ${path}`)
    expect(table).toContain('locations /api/locations/{id}')
  })

  it('has for Lambda a template with an event for each endpoint', async () => {
    const { json } = await built('lambda', ['locations'], 'endpoint')
    const { Resources } = json('template.json') as { Resources: Record<string, never> }
    expect(Resources['LocationsGet']).toMatchObject({
      Type: 'AWS::Serverless::Function',
      Properties: {
        CodeUri: 'locations-get/',
        Events: { Route0: { Properties: { Method: 'GET', Path: '/api/locations/{id}' } } },
      },
    })
    expect(Object.keys(Resources)).toHaveLength(6)
  })

  it('has for Vercel the routes of its Build Output API', async () => {
    const { json, outdir } = await built('vercel', ['locations'], 'all')
    expect(json('.vercel/output/config.json')).toMatchObject({
      version: 3,
      routes: [{ src: '^/api/locations$' }, { src: '^/api/locations/[^/]+$', dest: '/locations' }],
    })
    expect(existsSync(join(outdir, '.vercel/output/functions/locations.func/index.mjs'))).toBe(true)
  })

  it('has the sizes of what is in it', async () => {
    const { json, sizes } = await built('google', ['locations'], 'all')
    expect(json('sizes.json')).toEqual(sizes)
    expect(sizes).toMatchObject([{ file: 'locations/index.mjs', endpoints: 5 }])
  })
})

describe('npm run build:functions', () => {
  const run = (...args: string[]) =>
    promisify(execFile)(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], {
      cwd: root,
    })

  it('prints the size of each bundle', async () => {
    const out = join(folder, 'printed')
    const { stdout } = await run('--target', 'workers', '--only', 'system/health', '--out', out)
    expect(stdout).toMatch(
      /bundle +endpoints +minified +gzip\nsystem-health\/worker.js +1 +[\d.]+ kB/,
    )
    expect(stdout).toContain(`1 endpoint in ${out}`)
  })

  it('says what it takes, when it is asked for what there is not', async () => {
    await expect(run('--target', 'mainframe')).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--target  workers, lambda'),
    })
    await expect(run('--target', 'workers', '--only', 'stock')).rejects.toMatchObject({ code: 1 })
  })
})
