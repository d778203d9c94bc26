import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const files = new Map<string, Promise<Uint8Array<ArrayBuffer>>>()

/** A file of Swagger UI, read once: beside the bundled server, else out of its package. */
export function docsAsset(name: string): Promise<Uint8Array<ArrayBuffer>> {
  let file = files.get(name)
  if (!file) {
    file = readFile(join(folder(), name)).then((bytes) => new Uint8Array(bytes))
    files.set(name, file)
  }
  return file
}

function folder(): string {
  const bundled = join(import.meta.dirname, 'docs')
  if (existsSync(bundled)) return bundled
  return dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
}
