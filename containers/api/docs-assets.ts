import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const files = new Map<string, Promise<Uint8Array<ArrayBuffer>>>()

/** A file of Swagger UI out of its package, read once. */
export async function docsAsset(name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  let file = files.get(name)
  if (!file) {
    const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
    file = readFile(join(folder, name)).then((bytes) => new Uint8Array(bytes))
    files.set(name, file)
  }
  return file
}
