import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { READER_WASM } from './lib/scan/wasm-file.ts'

/**
 * Puts the files into `web/public` that pages load from here and that come with a package: the
 * reader of codes, which its package would fetch from a foreign server. Runs before each build of
 * the web, and does nothing when all stands.
 */
export function buildAssets(): void {
  // Of all copies the one that the detector itself was built against.
  const detector = createRequire(import.meta.url).resolve('barcode-detector')
  const reader = createRequire(detector).resolve('zxing-wasm/reader')
  const folder = reader.slice(0, reader.lastIndexOf('zxing-wasm') + 'zxing-wasm'.length)
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    version: string
  }
  const expected = `/wasm/zxing-reader-${version}.wasm`
  if (READER_WASM !== expected) {
    throw new Error(`web/lib/scan/wasm-file.ts names ${READER_WASM}, but ${expected} is installed`)
  }
  const from = join(folder, 'dist/reader/zxing_reader.wasm')
  const to = join(import.meta.dirname, 'public', READER_WASM)
  if (existsSync(to) && statSync(to).size === statSync(from).size) return
  mkdirSync(dirname(to), { recursive: true })
  copyFileSync(from, to)
}

if (import.meta.main) buildAssets()
