import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { bundleFunction } from './bundle.ts'
import { allEndpoints } from './endpoints.ts'
import { json, type Target } from './target.ts'
import { azure } from './targets/azure.ts'
import { google } from './targets/google.ts'
import { lambda } from './targets/lambda.ts'
import { netlify } from './targets/netlify.ts'
import { bun, deno, node } from './targets/servers.ts'
import { vercel } from './targets/vercel.ts'
import { workers } from './targets/workers.ts'
import { type Split, type Unit, unitsOf } from './units.ts'

export const targets = { workers, lambda, vercel, netlify, google, azure, deno, bun, node }
export type TargetName = keyof typeof targets

export interface BuildRequest {
  target: TargetName
  /** Areas and endpoints; everything when it is empty. */
  only?: readonly string[]
  split?: Split
  /** Is removed first. */
  outdir: string
}

/** How large a bundle became, in bytes. */
export interface Size {
  file: string
  endpoints: number
  bytes: number
  gzip: number
}

/** A line of the route table. */
export interface Route {
  method: string
  path: string
  function: string
}

export interface BuildReport {
  sizes: Size[]
  routes: Route[]
}

/**
 * Writes a folder that is ready to be deployed: bundles, the platform's own files, `routes.json`,
 * which tells what answers where, and `sizes.json`.
 */
export async function buildFunctions(request: BuildRequest): Promise<BuildReport> {
  const { outdir, only = [], split = 'all' } = request
  const target: Target = targets[request.target]
  const units = unitsOf(await allEndpoints(), only, split)
  rmSync(outdir, { recursive: true, force: true })
  const sizes: Size[] = []
  for (const { file, source, endpoints } of units.flatMap((unit) => target.bundles(unit))) {
    const path = join(outdir, file)
    await bundleFunction(source, path, target.kind)
    if (target.isServer) await addServerFiles(dirname(path))
    const bytes = readFileSync(path)
    const gzip = gzipSync(bytes, { level: 9 }).length
    sizes.push({ file, endpoints, bytes: bytes.length, gzip })
  }
  const routes = routesOf(units)
  const files = { ...target.files(units), 'routes.json': json(routes), 'sizes.json': json(sizes) }
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(outdir, name)), { recursive: true })
    writeFileSync(join(outdir, name), text)
  }
  return { sizes, routes }
}

function routesOf(units: readonly Unit[]): Route[] {
  return units.flatMap(({ name, endpoints }) =>
    endpoints.map(({ method, path }) => ({ method, path: `/api${path}`, function: name })),
  )
}

/** What a server has beside it: the thread for checkpoints, and the pages of the documentation. */
async function addServerFiles(folder: string): Promise<void> {
  const worker = "import '#shared/db/checkpoint-worker.node.ts'\n"
  await bundleFunction(worker, join(folder, 'checkpoint-worker.mjs'), 'node')
  const require = createRequire(import.meta.url)
  const assets = dirname(require.resolve('swagger-ui-dist/package.json'))
  mkdirSync(join(folder, 'docs'), { recursive: true })
  for (const name of ['swagger-ui.css', 'swagger-ui-bundle.js']) {
    cpSync(join(assets, name), join(folder, 'docs', name))
  }
}
