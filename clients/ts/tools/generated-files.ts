import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { app } from '../../../functions/app.ts'
import { documentOf } from '../../../shared/http/document.ts'
import { type ApiDocument, renderRoutes, renderTypes } from './client-types.ts'

const sources = join(import.meta.dirname, '../src')

/** The files of the client that are made from the API, by their paths. */
export async function generatedFiles(): Promise<Map<string, string>> {
  // The document as it is served: what JSON leaves out is not there.
  const document = JSON.parse(JSON.stringify(documentOf(app))) as ApiDocument
  const texts = {
    'api-types.ts': renderTypes(document),
    'idempotent-routes.ts': renderRoutes(document),
  }
  const files = new Map<string, string>()
  for (const [name, text] of Object.entries(texts)) {
    const path = join(sources, name)
    files.set(path, await format(text, { ...(await resolveConfig(path)), filepath: path }))
  }
  return files
}
