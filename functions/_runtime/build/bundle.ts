import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { build, type BuildOptions, type Plugin } from 'esbuild'
import { englishZod, nativeSqlite } from '#containers/api/bundle.ts'
import { root } from './endpoints.ts'

/** What a bundle may count on: nothing but the web's APIs, or Node's modules as well. */
export type BundleKind = 'edge' | 'node'

/** Stand-ins for what the PostgreSQL client asks of Node, so that an edge bundle asks nothing. */
const standIns = {
  'node:buffer': './functions/_runtime/edge/buffer.ts',
  'node:events': './functions/_runtime/edge/events.ts',
  'node:stream': './functions/_runtime/edge/stream.ts',
}

/** The checkpoints of a SQLite file are made by a worker thread, which is a file of its own. */
const withSqlite: Plugin[] = [nativeSqlite, englishZod]

export const edgeOptions = {
  platform: 'browser',
  conditions: ['workerd', 'worker', 'browser', 'import'],
  external: ['cloudflare:sockets'],
  alias: standIns,
  plugins: [englishZod],
  // A library looks there for Node's own cryptography, and finds the web's instead.
  define: { 'globalThis.process': 'undefined' },
} as const satisfies BuildOptions

const nodeOptions = {
  platform: 'node',
  conditions: ['node', 'import'],
  external: ['@azure/functions-core'],
  plugins: withSqlite,
  loader: { '.node': 'copy' },
  // Some dependencies are CommonJS and ask for built-in modules by require().
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
} as const satisfies BuildOptions

/**
 * Bundles one function into one file, without names of files or folders of the machine that built it.
 *
 * @param source the entry module, which imports by `#…`
 */
export async function bundleFunction(
  source: string,
  outfile: string,
  kind: BundleKind,
): Promise<void> {
  mkdirSync(dirname(outfile), { recursive: true })
  await build({
    ...(kind === 'edge' ? edgeOptions : nodeOptions),
    absWorkingDir: root,
    stdin: { contents: source, resolveDir: root, sourcefile: 'entry.ts', loader: 'ts' },
    outfile,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2024',
    legalComments: 'none',
    logLevel: 'warning',
  })
}
