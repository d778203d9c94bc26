import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { firstFiveMinutes } from './first-five-minutes.ts'
import { output } from './shell.ts'
import { expectShop, stockShop } from './shop.ts'
import { Stack } from './stack.ts'

let stack: Stack

beforeAll(async () => {
  stack = await Stack.make('postgres', { profiles: ['postgres', 'cache'] })
  await stack.up()
})
afterAll(() => stack[Symbol.asyncDispose]())

/** What the database server answers to its own superuser. */
const ask = (sql: string, database = 'postgres') =>
  stack.exec('postgres', 'psql', '-XAtU', 'postgres', '-d', database, '-c', sql)

describe('the profile postgres', () => {
  it('goes the first five minutes of README.md from top to bottom', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'stockroom-five-'))
    try {
      const { script, steps } = firstFiveMinutes(stack.url, '--insecure')
      const printed = await output('sh', ['-c', script], { cwd: folder })
      expect(steps).toBeGreaterThan(8)
      expect(printed).toContain('"requested":18,"available":17')
      expect(printed).toContain('{"ok":true,')
    } finally {
      rmSync(folder, { recursive: true })
    }
    const products = await ask('select count(*) from product', 'stockroom')
    expect(Number(products)).toBe(4)
    const { code } = await stack.tryExec('backend', 'test', '-e', '/data/stockroom.db')
    expect(code, 'nothing is in SQLite').toBe(1)
  })

  it('signs in by a role of its own that owns its database and nothing else', async () => {
    const role = `select rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls from pg_roles where rolname = 'stockroom'` // prettier-ignore
    expect((await ask(role)).trim()).toBe('f|f|f|f|f')
    const used = `select distinct usename from pg_stat_activity where application_name = 'stockroom'` // prettier-ignore
    expect((await ask(used)).trim()).toBe('stockroom')
    const others = `select datname from pg_database where datallowconn and has_database_privilege('stockroom', datname, 'connect')` // prettier-ignore
    expect((await ask(others)).trim()).toBe('stockroom')
    expect((await ask('show password_encryption')).trim()).toBe('scram-sha-256')
    expect((await ask('show data_checksums')).trim()).toBe('on')
  })

  it.each(['postgres', 'redis'])('cannot be reached from nginx and the pages: %s', async (name) => {
    const port = name === 'postgres' ? 5432 : 6379
    const { NetworkSettings } = await stack.container(name)
    const networks = Object.entries(NetworkSettings.Networks)
    expect(networks.map(([network]) => network)).toEqual([`${stack.handle.project}_data`])
    expect(Object.values(NetworkSettings.Ports).flat().filter(Boolean)).toEqual([])
    const address = networks[0]?.[1].IPAddress ?? ''
    const knock = (host: string) =>
      `setTimeout(() => process.exit(4), 2000)
       require('node:net').connect({ host: '${host}', port: ${port}, timeout: 2000 })
        .on('connect', () => process.exit(0)).on('error', () => process.exit(3)).on('timeout', () => process.exit(4))` // prettier-ignore
    const from = async (service: string, host: string) =>
      (await stack.tryExec(service, 'node', '-e', knock(host))).code
    expect(await from('backend', name)).toBe(0)
    expect([3, 4]).toContain(await from('frontend', name))
    expect([3, 4]).toContain(await from('frontend', address))
    const curl = ['curl', '-sS', '--max-time', '2', `telnet://${address}:${port}`]
    expect((await stack.tryExec('nginx', ...curl)).code).not.toBe(0)
  })

  it('has no way out', async () => {
    const { NetworkSettings } = await stack.container('postgres')
    const gateways = Object.values(NetworkSettings.Networks) as unknown as { Gateway: string }[]
    const routes = await stack.exec('postgres', 'cat', '/proc/net/route')
    expect(routes.split('\n').filter((line) => line.split('\t')[1] === '00000000')).toEqual([])
    expect(gateways).toHaveLength(1)
  })

  it.each(['postgres', 'redis'])('is held as the others are: %s', async (service) => {
    const { HostConfig, Config } = await stack.container(service)
    expect(HostConfig).toMatchObject({ ReadonlyRootfs: true, CapDrop: ['ALL'] })
    expect(HostConfig.SecurityOpt).toContain('no-new-privileges:true')
    expect(Config.User).not.toMatch(/^(root|0)?$/)
    const status = await stack.exec(service, 'cat', '/proc/1/status')
    expect(status).toMatch(/^CapEff:\t0{16}$/m)
    expect(status).not.toMatch(/^Uid:\t0/m)
  })

  it('has secrets that nobody else can read, and that no environment holds', async () => {
    const files = await stack.exec('postgres', 'stat', '-c', '%n %a %u:%g', '/secrets/password', '/secrets/superuser-password') // prettier-ignore
    expect(files.trim().split('\n')).toEqual([
      '/secrets/password 640 1000:1000',
      '/secrets/superuser-password 640 1000:1000',
    ])
    const url = await stack.exec('backend', 'stat', '-c', '%a %u', '/data/database-url')
    expect(url.trim()).toBe('600 1000')
    const password = (await stack.exec('postgres', 'cat', '/secrets/password')).trim()
    expect(password.length).toBeGreaterThan(40)
    for (const service of ['backend', 'postgres', 'postgres-secrets']) {
      const container = JSON.stringify(await stack.container(service))
      expect(container.includes(password), service).toBe(false)
      expect((await stack.logs(service)).includes(password), service).toBe(false)
    }
  })

  it('keeps all data and stays with its database when the profile is forgotten', async () => {
    stack.owner = { name: 'Olga', email: 'olga@shop.example', password: 'violet harbour tin 48' }
    const shop = await stockShop(stack)
    await stack.compose(['down', '--timeout', '15'])
    await stack.up()
    await stack.signIn()
    await expectShop(stack, shop)

    const without = new Stack({ ...stack.handle, profiles: [] })
    without.token = stack.token
    await without.up('--force-recreate')
    await expectShop(without, shop)
  })
})
