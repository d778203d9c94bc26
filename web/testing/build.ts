import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { buildWeb } from '#containers/web/build.ts'

/**
 * A copy of the web as it is shipped, built if its sources changed since the last time: a build that
 * somebody starts meanwhile does not change the copy.
 */
export async function builtWeb(): Promise<{ folder: string; remove: () => void }> {
  const program = await buildWeb()
  const folder = mkdtempSync(join(tmpdir(), 'stockroom-web-'))
  cpSync(join(dirname(program), '..'), folder, { recursive: true, verbatimSymlinks: true })
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
