import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

interface Package {
  license?: string
  integrity?: string
}

const read = (name: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, '..', name), 'utf8'))
const { packages } = read('package-lock.json') as { packages: Record<string, Package> }
const installed = Object.entries(packages).filter(([path]) => path !== '')

/** Licences that let everybody use, change and ship the project as a whole. */
const permissive = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC-BY-3.0',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  '(MIT OR CC0-1.0)',
  // Files under it stay under it; the rest is free.
  'MPL-2.0',
  'OFL-1.1',
  'Unlicense',
])

/** Scaling of images, which Next would use and the pages here do not: nothing of it is shipped. */
const notShipped = /\/@img\/sharp-/

describe('the packages', () => {
  it('have licences that put no condition on the project', () => {
    const others = installed
      .filter(([path, { license }]) => !permissive.has(license ?? '') && !notShipped.test(path))
      .map(([path, { license }]) => `${path}: ${license ?? 'none'}`)
    expect(others).toEqual([])
  })

  it('are the very files that were locked', () => {
    const unlocked = installed.filter(([, { integrity = '' }]) => !integrity.startsWith('sha512-'))
    expect(unlocked.map(([path]) => path)).toEqual([])
  })

  it('are asked for in exact versions', () => {
    const manifest = read('package.json') as Record<string, Record<string, string>>
    const asked = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
      Object.entries(manifest[kind] ?? {}),
    )
    const loose = asked.filter(
      ([, version]) => !/^(npm:\w+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    )
    expect(loose).toEqual([])
  })
})
