import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { build, type Plugin } from 'esbuild'

const require = createRequire(import.meta.url)

/** The native module of the platform that the bundle is built on, by its static entry. */
export const nativeSqlite: Plugin = {
  name: 'native-sqlite',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^better-sqlite3$/ }, (args) =>
      resolve(`better-sqlite3/${process.platform}-${process.arch}`, {
        resolveDir: args.resolveDir,
        kind: 'import-statement',
      }),
    )
  },
}

/** Of zod's messages in fifty languages, the English ones are used. */
export const englishZod: Plugin = {
  name: 'english-zod',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /locales\/index\.js$/ }, ({ importer }) =>
      importer.includes('/zod/') ? { path: 'zod-english', namespace: 'zod-english' } : undefined,
    )
    onLoad({ filter: /.*/, namespace: 'zod-english' }, () => ({
      contents: 'export { default as en } from "zod/v4/locales/en.js"',
      resolveDir: process.cwd(),
    }))
  },
}

/**
 * Bundles the server with everything it needs into a folder: `server.mjs`, `stockroom.mjs`, SQLite's
 * native module, and the files of the API documentation. A container needs nothing else but Node.
 *
 * @param outdir is removed first
 * @param options.sourceMaps adds maps, which hold the sources
 */
export async function bundleServer(
  outdir: string,
  { sourceMaps = false }: { sourceMaps?: boolean } = {},
): Promise<void> {
  rmSync(outdir, { recursive: true, force: true })
  await build({
    entryPoints: {
      server: 'containers/api/server.ts',
      stockroom: 'containers/cli/stockroom.ts',
      'checkpoint-worker': 'shared/db/checkpoint-worker.node.ts',
    },
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    chunkNames: 'chunk-[hash]',
    platform: 'node',
    target: 'node24',
    format: 'esm',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    sourcemap: sourceMaps && 'linked',
    loader: { '.node': 'copy' },
    plugins: [nativeSqlite, englishZod],
    // Some dependencies are CommonJS and ask for built-in modules by require().
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  })
  const docs = join(outdir, 'docs')
  mkdirSync(docs)
  for (const name of ['swagger-ui.css', 'swagger-ui-bundle.js']) {
    cpSync(join(dirname(require.resolve('swagger-ui-dist/package.json')), name), join(docs, name))
  }
}
