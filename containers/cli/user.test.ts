import { describe, expect, it } from 'vitest'
import { openAsItIs } from '#containers/api/database.ts'
import { runCommand } from '#shared/testing/command.ts'
import { databases } from '#shared/testing/databases.ts'
import { mara } from '#shared/testing/people.ts'
import { Caller, runningShop } from '#shared/testing/running-shop.ts'

const anew = 'another-lantern-over-harbour'

describe.each(databases)('stockroom user reset on %s', (kind) => {
  it('prints a link that is good once, and ends all sessions', async () => {
    await using shop = await runningShop(kind)
    const { place, caller, server } = shop

    const done = await runCommand('user', place.env, 'reset', mara.email.toUpperCase())
    const json = await runCommand('user', place.env, 'reset', mara.email, '--mfa', '--json')

    expect(done).toMatchObject({ code: 0, err: '' })
    expect(done.out).toContain(`${mara.name} <${mara.email}>: 1 session ended.`)
    const [, token] = /^http:\/\/localhost:3000\/reset-password#token=(\S+)$/m.exec(done.out) ?? []
    expect(JSON.parse(json.out)).toMatchObject({ sessionsEnded: 0, mfaRemoved: false })
    // The server remembers for five seconds who a token belongs to.
    const guest = new Caller(server)
    const choose = { token, password: anew }
    expect((await guest.send('POST', '/auth/password/reset', choose)).status).toBe(204)
    expect((await guest.send('POST', '/auth/password/reset', choose)).status).not.toBe(204)
    expect((await caller.send('GET', '/auth/me')).status).toBe(401)
    const signIn = { email: mara.email, password: anew }
    expect((await guest.send('POST', '/auth/login', signIn)).status).toBe(200)
    const { db, close } = await openAsItIs(place.url)
    const entries = await db
      .selectFrom('auditEntry')
      .select(['actorName', 'newValues'])
      .where('action', '=', 'ACCESS_RESET')
      .orderBy('id')
      .execute()
    await close()
    const actorName = 'user reset from the command line'
    expect(entries).toEqual([
      { actorName, newValues: '{"sessionsEnded":1,"mfaRemoved":false}' },
      { actorName, newValues: '{"sessionsEnded":0,"mfaRemoved":false}' },
    ])
  }, 60_000)

  it('turns two-factor sign-in off with --mfa alone', async () => {
    await using shop = await runningShop(kind)
    const { place } = shop
    const { writer, db, close } = await openAsItIs(place.url)
    await writer.updateTable('appUser').set({ mfaEnabled: 1, mfaSecret: 'v1.x.y' }).execute()
    const mfa = async () => {
      const { mfaEnabled } = await db
        .selectFrom('appUser')
        .select('mfaEnabled')
        .executeTakeFirstOrThrow()
      return mfaEnabled
    }

    await runCommand('user', place.env, 'reset', mara.email)
    const kept = await mfa()
    const done = await runCommand('user', place.env, 'reset', mara.email, '--mfa')

    expect(kept).toBe(1)
    expect(done).toMatchObject({ code: 0, err: '' })
    expect(done.out).toContain('two-factor sign-in is off')
    expect(await mfa()).toBe(0)
    await close()
  }, 60_000)

  it('refuses whom it does not know, and whoever is deactivated', async () => {
    await using shop = await runningShop(kind)
    const { place } = shop
    const nobody = await runCommand('user', place.env, 'reset', 'eve@shop.example')
    expect(nobody).toEqual({ code: 1, out: '', err: 'nobody has the address eve@shop.example\n' })
    const { writer, db, close } = await openAsItIs(place.url)
    await writer.updateTable('appUser').set({ active: 0 }).execute()
    const gone = await runCommand('user', place.env, 'reset', mara.email)
    expect(gone).toMatchObject({ code: 1, out: '' })
    expect(gone.err).toContain('is deactivated')
    expect(await db.selectFrom('passwordReset').select('userId').execute()).toEqual([])
    await close()
    const wrong = await runCommand('user', place.env, 'remove', mara.email)
    expect(wrong).toMatchObject({ code: 2 })
    expect(wrong.err).toContain('user reset EMAIL')
  }, 60_000)
})
