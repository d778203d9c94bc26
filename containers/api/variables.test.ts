import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { describe, expect, it } from 'vitest'
import { composeVariables } from '#containers/api/compose-variables.ts'
import { readConfig } from '#containers/api/config.ts'
import {
  composeDefaults,
  defaultOf,
  renderConfiguration,
  renderExample,
} from '#containers/api/describe-variables.ts'
import { type Variable, variables } from '#containers/api/variables.ts'
import { temporaryFolder } from '#shared/testing/temporary-folder.ts'

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const compose = read('docker-compose.yml')
const names = Object.keys(variables)
const table = Object.entries<Variable>(variables)
const fromFiles = table.filter(([, { secret }]) => secret).map(([name]) => `${name}_FILE`)
const known = new Set([...names, ...fromFiles, ...Object.keys(composeVariables)])

function found(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))]
}

const unknown = (list: readonly string[]) => list.filter((name) => !known.has(name))

describe('the table of variables', () => {
  it('gives the default that the code has, and takes its own examples', () => {
    for (const [name, variable] of table) {
      const text = defaultOf(variable)
      expect(text === undefined, `${name} needs a word on what holds otherwise`).toBe(
        variable.otherwise !== undefined,
      )
      for (const given of [text, variable.example]) {
        if (given === undefined || /^(the output of|what) /.test(given)) continue
        expect(variable.schema.safeParse(given), `${name}=${given}`).toMatchObject({
          success: true,
        })
      }
    }
  })

  it('holds every variable that the code reads', () => {
    const sources = readdirSync(join(root, 'containers'), { recursive: true, encoding: 'utf8' })
      .filter((path) => /(?<!\.test)\.ts$/.test(path))
      .map((path) => `containers/${path}`)
    const code = [...sources, 'web/proxy.ts'].map(read).join('\n')
    const named = found(code, /process\.env\['([A-Z_]+)'\]/g)
    expect(named).toContain('API_URL')
    expect(unknown(named)).toEqual([])
  })

  it('holds every variable that a document names', () => {
    const documents = ['README.md', 'SECURITY.md', 'CONTRIBUTING.md', 'docs/configuration.md']
    const more = ['install', 'operations', 'security', 'troubleshooting'].map(
      (name) => `docs/${name}.md`,
    )
    const text = [...documents, ...more.filter((path) => existsSync(join(root, path)))]
      .map(read)
      .join('\n')
    const named = found(text, /(?<![\w$])([A-Z]+(?:_[A-Z]+)+)(?:=|`)/g)
    expect(named).toContain('SECRET_KEY')
    const others = /^(COMPOSE|DOCKER|NODE)_/
    expect(unknown(named).filter((name) => !others.test(name))).toEqual([])
  })
})

describe('docker-compose.yml', () => {
  it('reads no variable that the tables do not hold, and every one that is its own', () => {
    const named = found(compose, /(?<!\$)\$\{([A-Z_]+)/g)
    expect(unknown(named)).toEqual([])
    expect(Object.keys(composeVariables).filter((name) => !named.includes(name))).toEqual([])
  })

  it('hands on every setting of the server that makes sense in a container', () => {
    const fixed = ['PORT', 'HOST', 'DATA_DIR', 'WEB_PORT', 'API_URL']
    const handedOn = found(compose, /^ +([A-Z_]+): \$\{\1:?-/gm)
    expect(names.filter((name) => !fixed.includes(name) && !handedOn.includes(name))).toEqual([])
  })
})

describe.each([
  ['docs/configuration.md', renderConfiguration],
  ['.env.example', renderExample],
] as const)('%s', (path, render) => {
  it('is what `npm run configuration` makes of the tables', () => {
    expect(read(path)).toBe(render(composeDefaults(compose)))
  })
})

describe('.env.example', () => {
  it('changes nothing when every line of it is set', async () => {
    await using folder = await temporaryFolder()
    const all = Object.fromEntries(
      [...read('.env.example').matchAll(/^# ([A-Z_]+)=(.*)$/gm)].map(([, name = '', value]) => [
        name,
        value,
      ]),
    )
    expect(Object.keys(all).toSorted()).toEqual(
      [...names, ...Object.keys(composeVariables)].toSorted(),
    )
    expect(readConfig({ ...all, DATA_DIR: folder.path })).toEqual(
      readConfig({ DATA_DIR: folder.path }),
    )
  })
})

describe.each(['.env.development', '.env.test'])('%s', (path) => {
  it('sets what there is, to what is taken', async () => {
    await using folder = await temporaryFolder()
    const set = parseEnv(read(path))
    expect(unknown(Object.keys(set))).toEqual([])
    expect(() => readConfig({ ...set, DATA_DIR: folder.path })).not.toThrow()
    expect(table.filter(([name, { secret }]) => secret && set[name])).toEqual([])
  })
})
