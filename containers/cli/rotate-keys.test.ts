import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generate } from 'otplib/functional'
import { describe, expect, it } from 'vitest'
import { openAsItIs } from '#containers/api/database.ts'
import { deriveKeys, seal, unseal } from '#shared/auth/keys.ts'
import { newId } from '#shared/ids.ts'
import { runCommand, startCommand } from '#shared/testing/command.ts'
import { contentsOf } from '#shared/testing/contents.ts'
import { databases } from '#shared/testing/databases.ts'
import { mara } from '#shared/testing/people.ts'
import { Caller, ownPlace, runningShop } from '#shared/testing/running-shop.ts'
import { startProcess, until } from '#shared/testing/server-process.ts'

type Place = Awaited<ReturnType<typeof ownPlace>>

const at = '2026-03-01T10:00:00.000Z'
const keyFile = ({ folder }: Place) => join(folder, 'db-encryption-key')
const read = (path: string) => readFileSync(path, 'utf8')

/** Everything in a database that looks encrypted, wherever it is. */
async function sealedIn(url: string): Promise<string[]> {
  const database = await openAsItIs(url)
  try {
    const rows = Object.values(await contentsOf(database.db)).flat()
    return rows.flatMap((row) => row.match(/v1\.[\w-]{16}\.[\w-]+/g) ?? []).toSorted()
  } finally {
    await database.close()
  }
}

async function plainOf(sealed: readonly string[], key: string): Promise<string[]> {
  const keys = await deriveKeys('x'.repeat(32), key)
  return (await Promise.all(sealed.map((text) => unseal(keys, text)))).toSorted()
}

const secrets = ['mail with a link', 'of a person', 'of a webhook', 'of it before']

/** A database in which each secret is encrypted with the present key. */
async function sealSome(place: Place): Promise<void> {
  expect((await runCommand('monitor', place.env)).code).toBe(0)
  const { encryption } = await deriveKeys('x'.repeat(32), read(keyFile(place)))
  const [mail = '', mfaSecret = '', sealedSecret = '', sealedOldSecret = ''] = await Promise.all(
    secrets.map((secret) => seal(encryption, secret)),
  )
  const database = await openAsItIs(place.url)
  const stamps = { version: 1, createdAt: at, updatedAt: at }
  await database.writer.transaction().execute(async (tx) => {
    const id = newId('user')
    const person = { email: mara.email, emailKey: mara.email, name: mara.name, role: 'owner' }
    const flags = { mfaEnabled: 1, mfaLastStep: 0, active: 1 } as const
    await tx
      .insertInto('appUser')
      .values({ id, ...person, role: 'owner', passwordHash: null, mfaSecret, ...flags, ...stamps })
      .execute()
    const url = 'https://hooks.example/'
    const until = '2099-01-01T00:00:00.000Z'
    const hook = { url, types: '["*"]', sealedSecret, sealedOldSecret, oldSecretUntil: until }
    await tx
      .insertInto('webhook')
      .values({ id: newId('webhook'), ...hook, active: 1, position: 0, ...stamps })
      .execute()
    const post = { recipient: mara.email, subject: 'Link', body: mail, sealed: 1 } as const
    const state = {
      state: 'queued',
      attempts: 0,
      nextAttemptAt: '2099-01-01T00:00:00.000Z',
    } as const
    await tx
      .insertInto('mailMessage')
      .values({ id: newId('mail'), ...post, ...state, createdAt: at })
      .execute()
  })
  await database.close()
}

async function isAllReadable(place: Place): Promise<boolean> {
  const { out } = await runCommand('doctor', place.env, '--json')
  const findings = JSON.parse(out) as { what: string; level: string }[]
  return findings.find(({ what }) => what === 'encryption')?.level === 'ok'
}

describe.each(databases)('stockroom rotate-keys on %s', (kind) => {
  it('encrypts everything with a new key and forgets the old one', async () => {
    await using place = await ownPlace(kind)
    await sealSome(place)
    const [oldKey, oldSecret] = [read(keyFile(place)), read(join(place.folder, 'secret-key'))]
    const before = await sealedIn(place.url)
    expect(await plainOf(before, oldKey)).toEqual(secrets)

    const old = join(place.folder, 'old-key')
    const done = await runCommand('rotate-keys', place.env, '--wait', '0', '--save-old', old)

    expect(done).toMatchObject({ code: 0, err: '' })
    expect(done.out).toContain('4 values are encrypted with the new key')
    const newKey = read(keyFile(place))
    expect(newKey).not.toBe(oldKey)
    expect(read(join(place.folder, 'secret-key'))).not.toBe(oldSecret)
    const after = await sealedIn(place.url)
    expect(after.filter((text) => before.includes(text))).toEqual([])
    expect(await plainOf(after, newKey)).toEqual(secrets)
    await expect(plainOf(after, oldKey)).rejects.toThrow()
    expect(existsSync(`${keyFile(place)}.previous`)).toBe(false)
    expect(read(old)).toBe(oldKey)
    const database = await openAsItIs(place.url)
    const entries = await database.db
      .selectFrom('auditEntry')
      .select(['actorName', 'newValues'])
      .where('action', '=', 'ROTATE_KEYS')
      .execute()
    await database.close()
    expect(entries).toEqual([
      {
        actorName: 'key rotation from the command line',
        newValues: '{"values":4,"unreadable":0}',
      },
    ])
  }, 60_000)

  it('leaves everything readable when it is killed, and the next one finishes it', async () => {
    await using place = await ownPlace(kind)
    await sealSome(place)
    const oldKey = read(keyFile(place))

    const { child, printed, end } = startCommand('rotate-keys', place.env, '--wait', '60')
    await until('the keys are exchanged', () => printed.out.includes('Waiting'))
    child.kill('SIGKILL')
    await end

    const newKey = read(keyFile(place))
    expect(newKey).not.toBe(oldKey)
    expect(read(`${keyFile(place)}.previous`)).toBe(oldKey)
    expect(await plainOf(await sealedIn(place.url), oldKey)).toEqual(secrets)
    expect(await isAllReadable(place)).toBe(true)

    const again = await runCommand('rotate-keys', place.env, '--wait', '0')

    expect(again).toMatchObject({ code: 0, err: '' })
    expect(again.out).toContain('had begun and is finished now')
    expect(read(keyFile(place))).toBe(newKey)
    expect(existsSync(`${keyFile(place)}.previous`)).toBe(false)
    expect(await plainOf(await sealedIn(place.url), newKey)).toEqual(secrets)
  }, 60_000)

  it('takes keys of the environment, each beside the one before', async () => {
    await using place = await ownPlace(kind)
    await sealSome(place)
    const oldKey = read(keyFile(place))
    const newKey = 'a_new_key_of_the_environment_0123456789'
    const given = { ...place.env, DB_ENCRYPTION_KEY: newKey }

    const alone = await runCommand('rotate-keys', given, '--wait', '0')
    const both = { ...given, DB_ENCRYPTION_KEY_PREVIOUS: oldKey }
    const done = await runCommand('rotate-keys', both, '--json')

    expect(alone).toMatchObject({ code: 1, out: '' })
    expect(alone.err).toContain('DB_ENCRYPTION_KEY_PREVIOUS to the old one')
    expect(done).toMatchObject({ code: 0, err: '' })
    expect(JSON.parse(done.out)).toMatchObject({ values: 4, unreadable: 0 })
    expect(await plainOf(await sealedIn(place.url), newKey)).toEqual(secrets)
    // What no key can read is told, and stays.
    writeFileSync(keyFile(place), oldKey)
    const lost = await runCommand('rotate-keys', place.env, '--wait', '0')
    expect(lost.code).toBe(1)
    expect(lost.out).toContain('4 values could be read with neither key')
    expect(await plainOf(await sealedIn(place.url), newKey)).toEqual(secrets)
  }, 60_000)
})

describe('a server whose keys are exchanged', () => {
  it('goes on with the new ones: access tokens end, sessions and second factors stay', async () => {
    await using shop = await runningShop('sqlite')
    const { place, caller, server } = shop
    const signIn = { email: mara.email, password: mara.password }
    const { refreshToken } = await caller.get<{ refreshToken: string }>(
      'POST',
      '/auth/login',
      signIn,
    )
    const { secret } = await caller.get<{ secret: string }>('POST', '/auth/mfa/setup')
    const codeIn = (seconds: number) =>
      generate({ secret, epoch: Math.floor(Date.now() / 1_000) + seconds })
    await caller.get('POST', '/auth/mfa/verify', { code: await codeIn(0) })

    const done = await runCommand('rotate-keys', place.env, '--wait', '12')

    expect(done).toMatchObject({ code: 0, err: '' })
    const events = server.logLines().map((line) => line['event'])
    expect(events).toContain('keys exchanged')
    expect((await caller.send('GET', '/auth/me')).status).toBe(401)
    const guest = new Caller(server)
    expect((await guest.send('POST', '/auth/refresh', { refreshToken })).status).toBe(200)
    const { mfaToken } = await guest.get<{ mfaToken: string }>('POST', '/auth/login', signIn)
    const code = await codeIn(30)
    expect((await guest.send('POST', '/auth/mfa/challenge', { mfaToken, code })).status).toBe(200)
    // A server that starts later can read it too.
    await using _ = await startProcess(place.env)
    expect(await isAllReadable(place)).toBe(true)
  }, 90_000)
})
