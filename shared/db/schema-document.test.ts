import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { databases, freshDatabase } from '#shared/testing/databases.ts'
import { plainExpression } from './plain-expression.ts'
import { describeDatabase, renderSchema } from './schema-document.ts'

const document = await readFile(new URL('../../docs/schema.md', import.meta.url), 'utf8')

describe.each(databases)('the schema of %s', (kind) => {
  it('is what docs/schema.md says: run `npm run schema` after a new migration', async () => {
    const { db, close } = await freshDatabase(kind)

    expect(renderSchema(await describeDatabase(db))).toBe(document)
    await close()
  })

  it('is told with every kind of key, rule and index', async () => {
    const { writer, close } = await freshDatabase(kind)
    const text = kind === 'postgres' ? sql`text collate "C"` : sql`text`
    await sql`create table parent (a ${text} not null, b integer not null, primary key (b, a))`.execute(
      writer,
    )
    await sql`create table child (
      id ${text} primary key not null check (id <> 'Nobody' and length(id) > 2),
      a ${text}, b integer,
      kind ${text} not null check (kind in ('One', 'two')),
      amount bigint check (amount > 0 or (amount < -1 and b is not null)),
      foreign key (b, a) references parent (b, a) on delete set null
    )`.execute(writer)
    await sql`create unique index child_kind on child (lower(kind), amount desc)
      where amount > 0 and kind <> 'One'`.execute(writer)

    const tables = await describeDatabase(writer)

    expect(tables.find((table) => table.name === 'parent')).toEqual({
      name: 'parent',
      columns: [
        { name: 'a', type: 'text', nullable: false },
        { name: 'b', type: 'integer', nullable: false },
      ],
      primaryKey: ['b', 'a'],
      foreignKeys: [],
      checks: [],
      indexes: [],
    })
    expect(tables.find((table) => table.name === 'child')).toEqual({
      name: 'child',
      columns: [
        { name: 'id', type: 'text', nullable: false },
        { name: 'a', type: 'text', nullable: true },
        { name: 'b', type: 'integer', nullable: true },
        { name: 'kind', type: 'text', nullable: false },
        { name: 'amount', type: 'bigint', nullable: true },
      ],
      primaryKey: ['id'],
      foreignKeys: [
        { columns: ['b', 'a'], table: 'parent', references: ['b', 'a'], onDelete: 'set null' },
      ],
      checks: [
        'amount > 0 or (amount < -1 and b is not null)',
        "id <> 'Nobody' and length(id) > 2",
        "kind in ('One', 'two')",
      ],
      indexes: [
        {
          name: 'child_kind',
          columns: ['lower(kind)', 'amount desc'],
          unique: true,
          where: "amount > 0 and kind <> 'One'",
        },
      ],
    })
    await close()
  })
})

describe('text that PostgreSQL would not sort by bytes', () => {
  it('is told apart', async () => {
    const { writer, close } = await freshDatabase('postgres')
    await sql`create table careless (name text not null)`.execute(writer)

    const tables = await describeDatabase(writer)

    const careless = tables.find((table) => table.name === 'careless')
    expect(careless?.columns[0]?.type).toBe('text collate default')
    await close()
  })
})

describe('plainExpression', () => {
  it.each([
    ['(("a" >= 0))', 'a >= 0'],
    ["((state = 'Open'::text) OR (state = 'shut'::text))", "state = 'Open' or state = 'shut'"],
    ["(kind = ANY (ARRAY['a'::text, 'B'::text]))", "kind in ('a', 'B')"],
    ['((a > 0) AND ((b > 0) OR (c > 0)))', 'a > 0 and (b > 0 or c > 0)'],
    ['(length(name) > 3)', 'length(name) > 3'],
    ["(a < '-1'::integer)", 'a < -1'],
    ['(a + b) * 2 > 3', '(a + b) * 2 > 3'],
  ])('says %s as %s', (given, plain) => {
    expect(plainExpression(given)).toBe(plain)
  })
})
