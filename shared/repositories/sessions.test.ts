import { describe, expect, it } from 'vitest'
import { databases, freshDatabase } from '#shared/testing/databases.ts'
import type { Db, Tx } from '../db/types.ts'
import {
  extendSession,
  findOpenSessions,
  findSessionHolder,
  findSessionOfRefreshToken,
  insertRefreshToken,
  insertSession,
  revokeSession,
  revokeSessionsOf,
  useRefreshToken,
} from './sessions.ts'

const at = '2026-03-02T10:00:00.000Z'
const later = '2026-03-03T10:00:00.000Z'
const expired = '2026-03-02T09:59:59.999Z'

function inTx<T>(writer: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return writer.transaction().execute(work)
}

async function insertUser(tx: Tx, id: string): Promise<void> {
  const mfa = { mfaEnabled: 0, mfaLastStep: 0 } as const
  const stamps = { version: 1, createdAt: at, updatedAt: at }
  const who = { id, email: `${id}@shop.example`, emailKey: `${id}@shop.example`, name: id }
  await tx
    .insertInto('appUser')
    .values({ ...who, role: 'clerk', active: 1, ...mfa, ...stamps })
    .execute()
}

async function insertSessions(tx: Tx): Promise<void> {
  await insertUser(tx, 'usr_1')
  await insertUser(tx, 'usr_2')
  const session = (id: string, userId: string, expiresAt = later) =>
    insertSession(tx, { id, userId, createdAt: at, lastUsedAt: at, expiresAt })
  await session('ses_1', 'usr_1')
  await session('ses_2', 'usr_1', expired)
  await session('ses_3', 'usr_1')
  await session('ses_4', 'usr_1')
  await session('ses_5', 'usr_2')
}

async function openOf(db: Db, userId: string): Promise<string[]> {
  const page = await findOpenSessions(db, { userId, now: at }, { limit: 10 })
  return page.items.map((row) => row.id)
}

describe.each(databases)('the sessions on %s', (kind) => {
  it('are listed for their person alone, open ones only, newest first, by page', async () => {
    const { db, writer, close } = await freshDatabase(kind)
    await inTx(writer, insertSessions)

    expect(await openOf(db, 'usr_1')).toEqual(['ses_4', 'ses_3', 'ses_1'])
    expect(await openOf(db, 'usr_2')).toEqual(['ses_5'])
    const first = await findOpenSessions(db, { userId: 'usr_1', now: at }, { limit: 2 })
    const cursor = first.nextCursor ?? ''
    const second = await findOpenSessions(db, { userId: 'usr_1', now: at }, { limit: 2, cursor })
    expect(second.items.map((row) => row.id)).toEqual(['ses_1'])
    expect(second.nextCursor).toBeNull()
    await close()
  })

  it('name their person and what signing in must know', async () => {
    const { db, writer, close } = await freshDatabase(kind)
    await inTx(writer, insertSessions)

    expect(await findSessionHolder(db, 'ses_1')).toEqual({
      id: 'usr_1',
      name: 'usr_1',
      role: 'clerk',
      active: 1,
      mfaEnabled: 0,
      revokedAt: null,
      expiresAt: later,
      mfaRequiredRoles: '[]',
    })
    expect(await findSessionHolder(db, 'ses_9')).toBeUndefined()
    await close()
  })

  it('end once, and only by the hand of their person', async () => {
    const { db, writer, close } = await freshDatabase(kind)
    await inTx(writer, insertSessions)
    const revoke = (id: string, userId: string) =>
      inTx(writer, (tx) => revokeSession(tx, { id, userId }, at))

    expect(await revoke('ses_1', 'usr_2')).toBe(false)
    expect(await revoke('ses_2', 'usr_1')).toBe(false)
    const twice = await Promise.all([revoke('ses_1', 'usr_1'), revoke('ses_1', 'usr_1')])

    expect(twice.toSorted()).toEqual([false, true])
    expect(await openOf(db, 'usr_1')).toEqual(['ses_4', 'ses_3'])
    expect(await inTx(writer, (tx) => revokeSessionsOf(tx, 'usr_1', at, 'ses_3'))).toBe(1)
    expect(await openOf(db, 'usr_1')).toEqual(['ses_3'])
    expect(await openOf(db, 'usr_2')).toEqual(['ses_5'])
    await close()
  })

  it('go on for longer while they are open', async () => {
    const { db, writer, close } = await freshDatabase(kind)
    await inTx(writer, insertSessions)
    const end = '2026-04-02T10:00:00.000Z'
    const extend = (id: string) => inTx(writer, (tx) => extendSession(tx, id, at, end))
    await inTx(writer, (tx) => revokeSession(tx, { id: 'ses_3', userId: 'usr_1' }, at))

    expect(await extend('ses_1')).toBe(true)
    expect(await extend('ses_2')).toBe(false)
    expect(await extend('ses_3')).toBe(false)

    const ends = await db.selectFrom('session').select('expiresAt').orderBy('id').execute()
    expect(ends.map((row) => row.expiresAt)).toEqual([end, expired, later, later, later])
    await close()
  })

  it('give each refresh token away once, also to two who ask at once', async () => {
    const { db, writer, close } = await freshDatabase(kind)
    await inTx(writer, async (tx) => {
      await insertSessions(tx)
      await insertRefreshToken(tx, { tokenHash: 'hash', sessionId: 'ses_5', createdAt: at })
    })
    const take = (hash: string) => inTx(writer, (tx) => useRefreshToken(tx, hash, at))

    const taken = await Promise.all([take('hash'), take('hash'), take('hash')])

    expect(taken.filter((session) => session === 'ses_5')).toHaveLength(1)
    expect(taken.filter((session) => session === undefined)).toHaveLength(2)
    expect(await take('unknown')).toBeUndefined()
    expect(await findSessionOfRefreshToken(db, 'hash')).toEqual({ id: 'ses_5', userId: 'usr_2' })
    expect(await findSessionOfRefreshToken(db, 'unknown')).toBeUndefined()
    await close()
  })
})
