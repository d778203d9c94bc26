import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const services = import.meta.dirname
const endpoints = join(services, '../../functions')

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
}

/** What endpoints call. */
const called = new Set(
  sources(endpoints).flatMap((text) =>
    [...text.matchAll(/import \{([^}]*)\} from '#shared\/services\//g)].flatMap(([, names = '']) =>
      names.split(',').map((name) => name.trim()),
    ),
  ),
)

const declaration =
  /(\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?export (?:async )?function (\w+)(?:<[^>]*>)?\(\s*ctx: Ctx[\s\S]*?\{\n(?=(.*\n))/g

const verbs = sources(services)
  .flatMap((text) => [...text.matchAll(declaration)])
  .map(([, comment = '', name = '', first = '']) => ({ name, comment, first }))
  .filter(({ name }) => called.has(name))

describe('every service that an endpoint calls', () => {
  it('is found by this test', () => {
    expect(verbs.map(({ name }) => name).toSorted()).toEqual([...called].toSorted())
  })

  it.each(verbs)('$name authorises first, or says that it is public', ({ comment, first }) => {
    const authorises = /^\s*(const .* = )?(authorize\w*\(|await requireSelf\()/.test(first)
    expect(authorises || /\bPublic:/.test(comment)).toBe(true)
  })
})
