import { mkdirSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runCommand } from '#shared/testing/command.ts'
import { ownPlace } from '#shared/testing/running-shop.ts'
import { startProcess } from '#shared/testing/server-process.ts'
import { temporaryFolder } from '#shared/testing/temporary-folder.ts'

const commands = [
  'doctor',
  'health',
  'backup',
  'restore',
  'upgrade',
  'rotate-keys',
  'user',
  'import',
  'export',
  'monitor',
  'secrets',
  'reset',
]

describe('stockroom', () => {
  it('lists its commands, and each says how it is used', async () => {
    const help = await runCommand('help', {})
    expect(help).toMatchObject({ code: 0, err: '' })
    expect([...help.out.matchAll(/^ {2}([a-z-]+) {2}/gm)].map(([, name]) => name)).toEqual(commands)
    for (const name of commands) {
      const usage = await runCommand(name, {}, '--help')
      expect(usage, name).toMatchObject({ code: 0, err: '' })
      expect(usage.out).toContain(`  stockroom ${name}`)
      expect(await runCommand('help', {}, name)).toEqual(usage)
    }
  }, 60_000)

  it.each([['nonsense'], ['constructor'], ['backup', '--bogus'], ['user'], ['import']])(
    'ends with 2 and says what to do when told %s %s',
    async (name, ...args) => {
      const ended = await runCommand(name, {}, ...args)
      expect(ended).toMatchObject({ code: 2, out: '' })
      expect(ended.err).toMatch(/\n\nstockroom (help|[a-z]+ --help) says more\n$/)
    },
  )

  it.each(['backup', 'upgrade', 'monitor', 'rotate-keys'])(
    'names every fault of the environment before %s begins',
    async (name) => {
      await using folder = await temporaryFolder()
      const env = { DATA_DIR: folder.path, DATABASE_POOL: 'x', SECRET_KEY: 'short' }
      const ended = await runCommand(name, env)
      expect(ended).toMatchObject({ code: 2, out: '' })
      expect(ended.err).toContain('2 settings are wrong:\n  DATABASE_POOL must be')
      expect(ended.err).not.toContain('    at ')
    },
  )
})

describe('stockroom health', () => {
  it('is well while the server is ready, and not after it', async () => {
    await using place = await ownPlace('sqlite')
    await using server = await startProcess(place.env)
    const env = { PORT: String(server.port) }
    expect(await runCommand('health', env)).toEqual({ code: 0, out: 'ready\n', err: '' })
    server.signal('SIGTERM')
    await server.ended
    const gone = await runCommand('health', env)
    expect(gone).toMatchObject({ code: 1, out: '' })
    expect(gone.err).toBe(`127.0.0.1:${server.port} does not answer (ECONNREFUSED)\n`)
  }, 60_000)

  it('says why a server is not ready, and does not wait for ever', async () => {
    const detail = 'migrations are pending: 007-events'
    const server = createServer((request, answer) => {
      if (request.url?.includes('silent')) return
      answer.writeHead(503, { 'content-type': 'application/problem+json' })
      answer.end(JSON.stringify({ detail }))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const url = `http://127.0.0.1:${port}`
    const busy = await runCommand('health', { PORT: String(port) })
    const silent = await runCommand('health', {}, '--url', `${url}/silent`, '--timeout', '1')
    server.closeAllConnections()
    server.close()
    expect(busy).toEqual({ code: 1, out: '', err: `not ready (503): ${detail}\n` })
    expect(silent).toMatchObject({ code: 1, out: '' })
    expect(silent.err).toContain('nothing within 1 s')
  }, 60_000)
})

describe('stockroom secrets', () => {
  it('makes what is missing, for its owner alone, and leaves the rest', async () => {
    await using folder = await temporaryFolder()
    const args = ['--in', folder.path, 'password', 'url=postgres://shop:{password}@db/shop']

    const first = await runCommand('secrets', {}, ...args)
    const password = readFileSync(join(folder.path, 'password'), 'utf8')
    const second = await runCommand('secrets', {}, ...args, 'third', '--mode', '640')

    expect(first).toMatchObject({ code: 0, err: '' })
    expect(password).toMatch(/^[\w-]{64}$/)
    expect(readFileSync(join(folder.path, 'url'), 'utf8')).toBe(
      `postgres://shop:${password}@db/shop`,
    )
    expect(second.out).toBe(
      `${folder.path}/password was there\n${folder.path}/url was there\n${folder.path}/third made\n`,
    )
    expect(readFileSync(join(folder.path, 'password'), 'utf8')).toBe(password)
    const mode = (name: string) => statSync(join(folder.path, name)).mode & 0o777
    expect([mode('password'), mode('url'), mode('third')]).toEqual([0o600, 0o600, 0o640])
  })

  it('makes the keys of a server when nothing is named', async () => {
    await using folder = await temporaryFolder()
    const done = await runCommand('secrets', { DATA_DIR: folder.path })
    expect(done.out).toBe(`${folder.path}/secret-key made\n${folder.path}/db-encryption-key made\n`)
  })

  it('refuses names that lead elsewhere, and what it cannot make', async () => {
    await using folder = await temporaryFolder()
    for (const name of ['../x', '/etc/x', '', '.x', 'a b']) {
      expect(await runCommand('secrets', {}, '--in', folder.path, name)).toMatchObject({ code: 2 })
    }
    mkdirSync(join(folder.path, 'full'))
    const circle = await runCommand('secrets', {}, '--in', folder.path, 'url=x{password}')
    expect(circle).toMatchObject({ code: 2, out: '' })
    expect(circle.err).toContain('name it before what is made of it')
    const nowhere = await runCommand('secrets', {}, '--in', '/dev/null/x')
    expect(nowhere).toMatchObject({ code: 2, out: '' })
    expect(nowhere.err).toContain('no file can be made in /dev/null/x')
  })
})
