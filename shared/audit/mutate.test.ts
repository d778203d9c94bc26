import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import type { AuditRecord, Tx } from '#shared/db/types.ts'
import { newId } from '#shared/ids.ts'
import { databases } from '#shared/testing/databases.ts'
import { type TestApp, testApp } from '#shared/testing/test-app.ts'
import { mutate } from './mutate.ts'

const at = '2026-03-02T10:00:00.000Z'

async function insertCategory(tx: Tx, name: string): Promise<{ id: string; name: string }> {
  const id = newId('category')
  const row = { id, name, nameKey: name, version: 1, createdAt: at, updatedAt: at }
  await tx.insertInto('category').values(row).execute()
  return { id, name }
}

async function categoryNames(t: TestApp): Promise<string[]> {
  const rows = await t.db.selectFrom('category').select('name').orderBy('name').execute()
  return rows.map((row) => row.name)
}

/** A context whose audit entries are also streamed to the list. */
function streamed(t: TestApp) {
  const batches: (readonly AuditRecord[])[] = []
  const ctx = {
    ...t.systemCtx(),
    auditStream: (entries: readonly AuditRecord[]) => {
      batches.push(entries)
    },
  }
  return { ctx, batches }
}

describe.each(databases)('mutate on %s', (database) => {
  it('stores the change and its entry together and gives what the work gave', async () => {
    await using t = await testApp(app, { database })

    const category = await mutate(t.systemCtx(), async (tx, audit) => {
      const stored = await insertCategory(tx, 'Mugs')
      audit.created('category', stored)
      return stored
    })

    expect(await categoryNames(t)).toEqual(['Mugs'])
    const entries = await t.db.selectFrom('auditEntry').select(['entityId', 'sealNumber']).execute()
    expect(entries).toEqual([{ entityId: category.id, sealNumber: null }])
  })

  it('leaves neither change nor entry when the work fails', async () => {
    await using t = await testApp(app, { database })
    const { ctx, batches } = streamed(t)

    const work = mutate(ctx, async (tx, audit) => {
      audit.created('category', await insertCategory(tx, 'Mugs'))
      throw new Error('changed my mind')
    })

    await expect(work).rejects.toThrow('changed my mind')
    expect(await categoryNames(t)).toEqual([])
    expect(await t.auditActions()).toEqual([])
    expect(batches).toEqual([])
  })

  it('leaves no change when the entry cannot be stored', async () => {
    await using t = await testApp(app, { database })
    const ctx = { ...t.systemCtx(), requestId: null as unknown as string }

    const work = mutate(ctx, async (tx, audit) => {
      audit.created('category', await insertCategory(tx, 'Mugs'))
    })

    await expect(work).rejects.toThrow(/not.null/i)
    expect(await categoryNames(t)).toEqual([])
    expect(await t.auditActions()).toEqual([])
  })

  it('refuses work that told the trail nothing', async () => {
    await using t = await testApp(app, { database })

    const work = mutate(t.systemCtx(), (tx) => insertCategory(tx, 'Mugs'))

    await expect(work).rejects.toThrow('a mutation told the audit trail nothing')
    expect(await categoryNames(t)).toEqual([])
  })

  it('takes the word of work that says that nothing changed', async () => {
    await using t = await testApp(app, { database })
    const { ctx, batches } = streamed(t)

    const result = await mutate(ctx, async (_, audit) => {
      audit.nothingChanged()
      return Promise.resolve('as it was')
    })

    expect(result).toBe('as it was')
    expect(await t.auditActions()).toEqual([])
    expect(batches).toEqual([])
  })

  it('hands the entries to the stream once, after the commit', async () => {
    await using t = await testApp(app, { database })
    const seen: Promise<string[]>[] = []
    const { ctx, batches } = streamed(t)
    const auditStream = (entries: readonly AuditRecord[]) => {
      ctx.auditStream(entries)
      seen.push(categoryNames(t))
    }

    await mutate({ ...ctx, auditStream }, async (tx, audit) => {
      audit.created('category', await insertCategory(tx, 'Cups'))
      audit.created('category', await insertCategory(tx, 'Mugs'))
      expect(batches).toEqual([])
    })

    expect(await Promise.all(seen)).toEqual([['Cups', 'Mugs']])
    expect(batches).toHaveLength(1)
    const stored = await t.db
      .selectFrom('auditEntry')
      .select(['id', 'at', 'actorName', 'action', 'entity', 'newValues', 'requestId'])
      .orderBy('id')
      .execute()
    expect(batches[0]).toMatchObject(stored)
    expect(stored).toHaveLength(2)
  })
})

describe('mutate', () => {
  it('does not fail when the stream does, but says so in the log', async () => {
    await using t = await testApp(app)
    const errors: unknown[] = []
    const failure = new Error('the outside log is full')
    const ctx = {
      ...t.systemCtx(),
      log: { ...t.platform.log, error: (...logged: unknown[]) => void errors.push(logged) },
      auditStream: () => {
        throw failure
      },
    }

    await mutate(ctx, async (tx, audit) => {
      audit.created('category', await insertCategory(tx, 'Mugs'))
    })

    expect(await categoryNames(t)).toEqual(['Mugs'])
    expect(errors).toEqual([['the audit stream failed', failure, { requestId: ctx.requestId }]])
  })

  it('streams nothing when an idempotent request is repeated', async () => {
    await using t = await testApp(app)
    const { ctx, batches } = streamed(t)
    const request = () => ({ ...ctx, idempotency: { key: 'k', requestHash: 'h', used: false } })
    const work = async (
      tx: Tx,
      audit: { created(entity: string, record: { id: string }): void },
    ) => {
      const category = await insertCategory(tx, 'Mugs')
      audit.created('category', category)
      return category
    }

    const first = await mutate(request(), work)
    const second = await mutate(request(), work)

    expect(second).toEqual(first)
    expect(batches).toHaveLength(1)
    expect(await t.auditActions()).toEqual(['category.CREATE'])
  })

  it('refuses a second mutation under one Idempotency-Key', async () => {
    await using t = await testApp(app)
    const ctx = { ...t.systemCtx(), idempotency: { key: 'k', requestHash: 'h', used: false } }
    const insert = (name: string) =>
      mutate(ctx, async (tx, audit) => audit.created('category', await insertCategory(tx, name)))

    await insert('Mugs')

    await expect(insert('Cups')).rejects.toThrow('an idempotent request ran a second mutation')
    expect(await categoryNames(t)).toEqual(['Mugs'])
  })
})
