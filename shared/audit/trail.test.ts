import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { idBounds } from '#shared/ids.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'
import { type AuditedRecord, CollectedTrail } from './trail.ts'

/** A trail and what it wrote so far, with its values as objects. */
function trailOf(t: TestApp) {
  const trail = new CollectedTrail(t.systemCtx())
  const parse = (text: string | null): unknown => (text === null ? null : JSON.parse(text))
  const written = () =>
    trail.entries.map(({ action, entityId, oldValues, newValues }) => ({
      action,
      entityId,
      oldValues: parse(oldValues),
      newValues: parse(newValues),
    }))
  return { trail, written }
}

const user: AuditedRecord = {
  id: 'usr_1',
  name: 'Ann',
  phone: null,
  passwordHash: 'scrypt$15$8$3$salt$key',
  mfaSecret: 'JBSWY3DPEHPK3PXP',
  tokenHash: 'e3b0c442',
  refreshToken: 'stk_abc',
  recoveryCodes: ['1111-2222'],
  otp: '123456',
  version: 3,
  updatedAt: '2026-03-02T10:00:00.000Z',
}

describe('CollectedTrail', () => {
  it('writes what a new record holds, but neither secrets nor noise nor nulls', async () => {
    await using t = await testApp(app)
    const { trail, written } = trailOf(t)

    trail.created('user', user)

    expect(written()).toEqual([
      {
        action: 'CREATE',
        entityId: 'usr_1',
        oldValues: null,
        newValues: { id: 'usr_1', name: 'Ann' },
      },
    ])
    expect(JSON.stringify(trail.entries)).not.toMatch(/scrypt|JBSWY3|e3b0c4|stk_|1111|123456/)
  })

  it('writes what a removed record held, in the same way', async () => {
    await using t = await testApp(app)
    const { trail, written } = trailOf(t)

    trail.deleted('user', user)

    expect(written()).toMatchObject([{ oldValues: { id: 'usr_1', name: 'Ann' }, newValues: null }])
    expect(JSON.stringify(trail.entries)).not.toContain('scrypt')
  })

  it('writes only the fields that differ, and no secret that does', async () => {
    await using t = await testApp(app)
    const { trail, written } = trailOf(t)
    const after = { ...user, name: 'Anne', phone: '+49 30 1', passwordHash: 'other', version: 4 }

    trail.updated('user', user, after)

    expect(written()).toEqual([
      {
        action: 'UPDATE',
        entityId: 'usr_1',
        oldValues: { name: 'Ann', phone: null },
        newValues: { name: 'Anne', phone: '+49 30 1' },
      },
    ])
  })

  it('writes of a named change the fields that differ, without secrets', async () => {
    await using t = await testApp(app)
    const { trail, written } = trailOf(t)
    const old = { stage: 'draft', onHold: false, pin: '1', note: null }

    trail.changed('ADVANCE', 'order', 'ord_1', old, { ...old, stage: 'approved', pin: '2' })
    trail.changed('HOLD', 'order', 'ord_1', old, { ...old, pin: '3' })

    expect(trail.accounted).toBe(true)
    expect(written()).toEqual([
      {
        action: 'ADVANCE',
        entityId: 'ord_1',
        oldValues: { stage: 'draft' },
        newValues: { stage: 'approved' },
      },
    ])
  })

  it('writes nothing for a change of nothing, or of secrets and noise alone', async () => {
    await using t = await testApp(app)
    const { trail, written } = trailOf(t)

    trail.updated('user', user, { ...user })
    trail.updated('user', user, { ...user, passwordHash: 'other', version: 4, updatedAt: 'now' })
    trail.updated('user', { id: 'a', tags: ['x', { y: 1 }] }, { id: 'a', tags: ['x', { y: 1 }] })

    expect(written()).toEqual([])
    expect(trail.accounted).toBe(true)
  })

  it('takes secrets out of whatever lies inside a value', async () => {
    await using t = await testApp(app)
    const { trail, written } = trailOf(t)
    const mail = { host: 'smtp.example', password: 'p1', hosts: [{ apiKey: 'k1', port: 25 }] }
    const settings = { id: '1', mail, list: [[{ clientSecret: 's1', on: true }], 'token'] }

    trail.created('settings', settings)
    trail.updated('settings', settings, { ...settings, mail: { ...mail, password: 'p2' } })
    trail.updated('settings', settings, { ...settings, mail: { ...mail, host: 'b.example' } })
    trail.recorded('TEST', 'settings', '1', { mail, api_key: 'k3', password_reset: 'p3' })

    const open = { host: 'smtp.example', hosts: [{ port: 25 }] }
    expect(written()).toEqual([
      {
        action: 'CREATE',
        entityId: '1',
        oldValues: null,
        newValues: { id: '1', mail: open, list: [[{ on: true }], 'token'] },
      },
      {
        action: 'UPDATE',
        entityId: '1',
        oldValues: { mail: open },
        newValues: { mail: { ...open, host: 'b.example' } },
      },
      { action: 'TEST', entityId: '1', oldValues: null, newValues: { mail: open } },
    ])
    expect(JSON.stringify(trail.entries)).not.toMatch(/p1|p2|p3|k1|k3|s1/)
  })

  it('keeps what only sounds like a secret', async () => {
    await using t = await testApp(app)
    const { trail, written } = trailOf(t)
    const values = { notPaid: 1, lotPrice: 2, footprint: 3, spinning: 4, shipping: 5, pinned: 6 }

    trail.recorded('NOTE', 'order', 'ord_1', { ...values, pin: 7, userPin: 8, totpCode: 9 })

    expect(written()).toMatchObject([{ newValues: values }])
    expect(written()[0]?.newValues).toEqual(values)
  })

  it('leaves the record that it was told as it was', async () => {
    await using t = await testApp(app)
    const { trail } = trailOf(t)
    const given = structuredClone(user)

    trail.created('user', given)
    trail.deleted('user', given)

    expect(given).toEqual(user)
  })

  it('gives entries ids of the instant, in the order in which they were told', async () => {
    await using t = await testApp(app)
    const { trail } = trailOf(t)
    const other = new CollectedTrail(t.systemCtx())

    trail.recorded('A', 'x', '1')
    other.recorded('B', 'x', '1')
    trail.recorded('C', 'x', '1')

    const entries = [...trail.entries, ...other.entries].toSorted((a, b) => (a.id < b.id ? -1 : 1))
    expect(entries.map((entry) => entry.action)).toEqual(['A', 'B', 'C'])
    const { lowest, highest } = idBounds('audit', Date.parse('2026-03-02T10:00:00.000Z'))
    expect(entries.every(({ id }) => lowest <= id && id <= highest)).toBe(true)
    expect(entries.map((entry) => entry.at)).toEqual(Array(3).fill('2026-03-02T10:00:00.000Z'))
  })
})
