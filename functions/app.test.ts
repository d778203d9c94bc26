import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const isEndpoint = (path: string) => /^(?!_).+\/.+\.ts$/.test(path) && !path.endsWith('.test.ts')

describe('functions/app.ts', () => {
  it('mounts the endpoint of every file', () => {
    const folder = import.meta.dirname
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(isEndpoint)
    const source = readFileSync(`${folder}/app.ts`, 'utf8')
    const mounted = [...source.matchAll(/^import (\w+) from '\.\/(.+)'$/gm)]
      .filter(([, name = '']) => source.includes(`.route('/', ${name})`))
      .map(([, , path = '']) => path)
    expect(files.length).toBeGreaterThan(50)
    expect(mounted.toSorted()).toEqual(files.toSorted())
  })
})
