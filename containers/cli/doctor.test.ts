import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { SMTPServer } from 'smtp-server'
import { describe, expect, it } from 'vitest'
import { openAsItIs } from '#containers/api/database.ts'
import type { Finding } from '#containers/cli/doctor/finding.ts'
import { checkClock } from '#containers/cli/doctor/machine.ts'
import { runCommand } from '#shared/testing/command.ts'
import { databases } from '#shared/testing/databases.ts'
import { ownPlace, runningShop } from '#shared/testing/running-shop.ts'
import { temporaryFolder } from '#shared/testing/temporary-folder.ts'

/** No container engine, and a port for the web that nobody is likely to have. */
const alone = { PATH: '/nowhere', WEB_PORT: '39173' }

async function doctor(env: Record<string, string>) {
  const { code, out } = await runCommand('doctor', { ...alone, ...env }, '--json')
  const findings = JSON.parse(out) as Finding[]
  return { code, findings, of: (what: string) => findings.filter((one) => one.what === what) }
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

describe.each(databases)('stockroom doctor on %s', (kind) => {
  it('finds a running shop well', async () => {
    await using shop = await runningShop(kind)
    const { place, server } = shop
    await runCommand('backup', place.env)

    const { code, findings, of } = await doctor({ ...place.env, PORT: String(server.port) })

    expect(findings.filter(({ level }) => level === 'fail')).toEqual([])
    expect(code).toBe(0)
    expect(of('port')).toContainEqual(
      expect.objectContaining({ level: 'ok', says: `Stockroom answers on ${server.port}` }),
    )
    for (const what of ['database', 'migrations', 'ledger', 'audit log', 'encryption', 'clock']) {
      expect(of(what), what).toMatchObject([{ level: 'ok' }])
    }
  }, 60_000)

  it('sees what was altered, lost or left open, and says the cure', async () => {
    await using place = await ownPlace(kind)
    await runCommand('monitor', place.env)
    const database = await openAsItIs(place.url)
    await database.writer
      .updateTable('auditEntry')
      .set({ at: '2099-01-01T00:00:00.000Z' })
      .execute()
    const stamps = { version: 1, createdAt: '2026-01-01', updatedAt: '2026-01-01' }
    await database.writer
      .insertInto('appUser')
      .values({
        ...{ id: 'usr_1', email: 'a@b.example', emailKey: 'a@b.example', name: 'A', role: 'owner' },
        ...{ passwordHash: null, mfaSecret: 'v1.AAAAAAAAAAAAAAAA.AAAA', mfaEnabled: 1, active: 1 },
        ...{ mfaLastStep: 0, ...stamps, role: 'owner' as const },
        ...{ mfaEnabled: 1 as const, active: 1 as const },
      })
      .execute()
    await database.close()
    chmodSync(join(place.folder, 'secret-key'), 0o644)

    const { code, of } = await doctor(place.env)

    expect(code).toBe(1)
    expect(of('clock')).toMatchObject([{ level: 'fail', cure: expect.stringContaining('time') }])
    expect(of('encryption')).toMatchObject([
      { level: 'fail', says: expect.stringContaining('1 encrypted values') },
    ])
    expect(of('keys')).toMatchObject([
      { level: 'warn', cure: expect.stringContaining('chmod 600') },
    ])
    expect(of('backup')).toMatchObject([{ level: 'warn' }])
  }, 60_000)
})

describe('stockroom doctor', () => {
  it('prints a line for each finding, and what to do below it', async () => {
    await using folder = await temporaryFolder()
    const { code, out, err } = await runCommand('doctor', {
      ...alone,
      ...{ DATA_DIR: folder.path, SMTP_PASSWRD: 'x', PUBLIC_URL: 'http://shop.example' },
    })
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^ok {4}engine {6}Node\.js 2\d/m)
    expect(out).toContain('SMTP_PASSWRD is set, but there is no such variable')
    expect(out).toMatch(/^warn {2}TLS {9}none: passwords travel readable.+\n {18}→ put nginx/m)
  })

  it('names every fault of the environment', async () => {
    await using folder = await temporaryFolder()
    const { code, of } = await doctor({ DATA_DIR: folder.path, PORT: 'x', LOG_LEVEL: 'loud' })
    expect(code).toBe(1)
    expect(of('settings').map(({ says }) => says)).toEqual([
      'PORT must be a whole number from 0 to 65535, not "x"',
      'LOG_LEVEL must be info, warn, error or silent, not "loud"',
    ])
  })

  it('says who cannot be reached: a taken port, a database, a mail server, a site', async () => {
    await using folder = await temporaryFolder()
    const other = createServer((_, answer) => answer.end('hello'))
    const port = await listen(other)
    const { code, of } = await doctor({
      ...{ DATA_DIR: folder.path, PORT: String(port), PUBLIC_URL: 'https://127.0.0.1:1' },
      ...{ DATABASE_URL: 'postgres://shop:hunter2@127.0.0.1:1/shop' },
      ...{ MAIL_TRANSPORT: 'smtp', SMTP_HOST: '127.0.0.1', SMTP_PORT: '1' },
    })
    other.close()
    expect(code).toBe(1)
    expect(of('port')).toContainEqual(
      expect.objectContaining({ level: 'fail', says: `${port} is taken by another program` }),
    )
    expect(of('database')).toMatchObject([
      { level: 'fail', says: 'DATABASE_URL: 127.0.0.1:1 cannot be reached (ECONNREFUSED)' },
    ])
    expect(of('mail')).toMatchObject([
      { level: 'fail', cure: expect.stringContaining('SMTP_HOST') },
    ])
    expect(of('TLS')).toMatchObject([{ level: 'warn' }])
    expect(of('proxy')).toMatchObject([{ level: 'warn' }])
  }, 60_000)

  it('tries the sign-in at the mail server, and sends nothing', async () => {
    await using folder = await temporaryFolder()
    const received: string[] = []
    const server = new SMTPServer({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth({ username, password }, _session, done) {
        if (password === 'right') done(null, { user: username ?? '' })
        else done(new Error('no'))
      },
      onMailFrom(address, _session, done) {
        received.push(address.address)
        done()
      },
    })
    server.on('error', () => {})
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()))
    const { port } = server.server.address() as AddressInfo
    const env = {
      ...{ DATA_DIR: folder.path, MAIL_TRANSPORT: 'smtp', SMTP_HOST: '127.0.0.1' },
      ...{ SMTP_PORT: String(port), SMTP_USER: 'stock' },
    }
    const right = await doctor({ ...env, SMTP_PASSWORD: 'right' })
    const wrong = await doctor({ ...env, SMTP_PASSWORD: 'wrong' })
    server.close()
    expect(right.of('mail')).toMatchObject([{ level: 'ok' }])
    expect(wrong.of('mail')).toMatchObject([
      { level: 'fail', cure: expect.stringContaining('SMTP_PASSWORD') },
    ])
    expect(received).toEqual([])
  }, 60_000)

  const hasOpenssl = spawnSync('openssl', ['version']).status === 0

  it.skipIf(!hasOpenssl)(
    'looks at the certificate of the site',
    async () => {
      await using folder = await temporaryFolder()
      const site = async (days: string) => {
        const [key, cert] = [join(folder.path, `${days}.key`), join(folder.path, `${days}.crt`)]
        const names = ['-subj', '/CN=localhost', '-days', days, '-keyout', key, '-out', cert]
        spawnSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...names])
        const server = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) })
        const port = await listen(server)
        const url = `https://localhost:${port}`
        const { of } = await doctor({ DATA_DIR: folder.path, PUBLIC_URL: url })
        server.close()
        return of('TLS')
      }
      expect(await site('100')).toMatchObject([
        { level: 'warn', says: expect.stringContaining('SELF_SIGNED') },
      ])
    },
    60_000,
  )

  it('finds a damaged database', async () => {
    await using folder = await temporaryFolder()
    writeFileSync(
      join(folder.path, 'stockroom.db'),
      'no database at all, but long enough to be one',
    )
    const { code, of } = await doctor({ DATA_DIR: folder.path })
    expect(code).toBe(1)
    expect(of('database')).toMatchObject([
      { level: 'fail', says: expect.stringContaining('is not a database') },
    ])
  })
})

describe('the clock', () => {
  const now = Date.parse('2026-12-01T00:00:00Z')

  it('is behind when it is before what has happened already', () => {
    const known = (seconds: number) => [{ whose: 'the database', at: now + seconds * 1_000 }]
    expect(checkClock(known(59), now)).toMatchObject({ level: 'ok' })
    expect(checkClock(known(90), now)).toMatchObject({
      level: 'fail',
      says: 'it is 90 s behind the database',
    })
    expect(checkClock([], Date.parse('1970-01-01T00:00:10Z'))).toMatchObject({ level: 'fail' })
  })
})
