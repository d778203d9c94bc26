import { describe, expect, it } from 'vitest'
import { databases, freshDatabase } from '#shared/testing/databases.ts'
import type { Db, Tx } from '../db/types.ts'
import {
  findApiTokensOf,
  findTokenHolder,
  insertApiToken,
  revokeApiToken,
  revokeApiTokensOf,
  touchApiToken,
} from './api-tokens.ts'

const at = '2026-03-02T10:00:00.000Z'
const expiresAt = '2026-06-02T10:00:00.000Z'

function inTx<T>(writer: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return writer.transaction().execute(work)
}

function token(id: string, userId: string) {
  const scopes = '["products:read"]'
  return {
    id,
    userId,
    name: `Token ${id}`,
    tokenHash: `hash of ${id}`,
    scopes,
    createdAt: at,
    expiresAt,
  }
}

async function insertTokens(tx: Tx): Promise<void> {
  const mfa = { mfaEnabled: 0, mfaLastStep: 0 } as const
  const stamps = { version: 1, createdAt: at, updatedAt: at }
  for (const id of ['usr_1', 'usr_2']) {
    const who = { id, email: id, emailKey: id, name: `Name of ${id}`, role: 'owner' } as const
    await tx
      .insertInto('appUser')
      .values({ ...who, active: 1, ...mfa, ...stamps })
      .execute()
  }
  for (const id of ['tok_1', 'tok_3', 'tok_4']) await insertApiToken(tx, token(id, 'usr_1'))
  await insertApiToken(tx, token('tok_2', 'usr_2'))
}

async function idsOf(db: Db, userId: string): Promise<string[]> {
  const page = await findApiTokensOf(db, userId, { limit: 10 })
  return page.items.map((row) => row.id)
}

describe.each(databases)('the API tokens on %s', (kind) => {
  it('are listed for their person alone, without their hash, newest first, by page', async () => {
    const { db, writer, close } = await freshDatabase(kind)
    await inTx(writer, insertTokens)

    const first = await findApiTokensOf(db, 'usr_1', { limit: 2 })
    const cursor = first.nextCursor ?? ''
    const second = await findApiTokensOf(db, 'usr_1', { limit: 2, cursor })

    expect(first.items.map((row) => row.id)).toEqual(['tok_4', 'tok_3'])
    expect(second.items.map((row) => row.id)).toEqual(['tok_1'])
    expect(JSON.stringify([first, second])).not.toContain('hash')
    expect(await idsOf(db, 'usr_2')).toEqual(['tok_2'])
    await close()
  })

  it('are found by hash with what signing in must know', async () => {
    const { db, writer, close } = await freshDatabase(kind)
    await inTx(writer, insertTokens)
    await inTx(writer, (tx) => touchApiToken(tx, 'tok_2', at))

    expect(await findTokenHolder(db, 'hash of tok_2')).toEqual({
      id: 'usr_2',
      name: 'Name of usr_2',
      role: 'owner',
      active: 1,
      mfaEnabled: 0,
      tokenId: 'tok_2',
      tokenName: 'Token tok_2',
      scopes: '["products:read"]',
      expiresAt,
      revokedAt: null,
      lastUsedAt: at,
      mfaRequiredRoles: '[]',
    })
    expect(await findTokenHolder(db, 'hash of nothing')).toBeUndefined()
    await close()
  })

  it('exist once for each hash', async () => {
    const { writer, close } = await freshDatabase(kind)
    await inTx(writer, insertTokens)

    const twin = { ...token('tok_9', 'usr_1'), tokenHash: 'hash of tok_2' }

    await expect(inTx(writer, (tx) => insertApiToken(tx, twin))).rejects.toThrow(/unique/i)
    await close()
  })

  it('end once, and only by the hand of their person', async () => {
    const { db, writer, close } = await freshDatabase(kind)
    await inTx(writer, insertTokens)
    const revoke = (id: string, userId: string) =>
      inTx(writer, (tx) => revokeApiToken(tx, { id, userId }, at))

    expect(await revoke('tok_1', 'usr_2')).toBeUndefined()
    const [one, two] = await Promise.all([revoke('tok_1', 'usr_1'), revoke('tok_1', 'usr_1')])

    expect([one, two].filter((row) => row !== undefined)).toMatchObject([{ revokedAt: at }])
    expect(await idsOf(db, 'usr_1')).toEqual(['tok_4', 'tok_3'])
    expect((await findTokenHolder(db, 'hash of tok_1'))?.revokedAt).toBe(at)
    expect(await inTx(writer, (tx) => revokeApiTokensOf(tx, 'usr_1', at))).toBe(2)
    expect(await idsOf(db, 'usr_1')).toEqual([])
    expect(await idsOf(db, 'usr_2')).toEqual(['tok_2'])
    await close()
  })
})
