import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { formOf, isExported, leftOutTables } from '#containers/cli/leaving/columns.ts'
import { describeDatabase } from '#shared/db/schema-document.ts'
import { runCommand } from '#shared/testing/command.ts'
import { databases, freshDatabase } from '#shared/testing/databases.ts'
import { mara } from '#shared/testing/people.ts'
import { runningShop, stocked } from '#shared/testing/running-shop.ts'

type Row = Record<string, string>

const rowsOf = (folder: string, table: string): Row[] =>
  Papa.parse<Row>(readFileSync(join(folder, `${table}.csv`), 'utf8'), {
    header: true,
    skipEmptyLines: true,
  }).data

describe.each(databases)('stockroom export on %s', (kind) => {
  it('writes what others can read, while a server works', async () => {
    await using shop = await runningShop(kind)
    const { place, caller } = shop
    const supplier = { name: '=HYPERLINK("x")', country: 'Denmark' }
    const { id: supplierId } = await caller.get('POST', '/suppliers', supplier)
    const product = {
      sku: 'A',
      name: 'Becher, "blau"\n0,3 l',
      price: '12.5',
      cost: '4',
      supplierId,
    }
    const { id } = await caller.get('POST', '/products', product)
    await caller.get('POST', '/inventory/adjust', { productId: id, change: 3, reason: 'opening' })
    const target = join(place.folder, 'all')

    const done = await runCommand('export', place.env, target)
    const lines = await runCommand('export', place.env, `${target}-lines`, '--format', 'jsonl')

    expect(done).toMatchObject({ code: 0, out: '' })
    expect(lines).toMatchObject({ code: 0 })
    expect(rowsOf(target, 'supplier')).toMatchObject([{ name: `'=HYPERLINK("x")` }])
    expect(rowsOf(target, 'product')).toMatchObject([
      { id, sku: 'A', name: product.name, price: '12.5', on_hand: '3', whole_units: 'true' },
    ])
    expect(rowsOf(target, 'stock_movement')).toMatchObject([{ product_id: id, quantity: '3' }])
    const [line] = readFileSync(join(`${target}-lines`, 'product.jsonl'), 'utf8')
      .trim()
      .split('\n')
    expect(JSON.parse(line ?? '')).toMatchObject({
      ...{ id, sku: 'A', name: product.name, price: '12.5', on_hand: 3, whole_units: true },
      barcode: null,
    })
    const manifest = JSON.parse(readFileSync(join(target, 'manifest.json'), 'utf8')) as {
      rows: Record<string, number>
    }
    expect(manifest.rows).toMatchObject({ product: 1, supplier: 1, app_user: 1 })
    expect(rowsOf(target, 'audit_entry').some(({ action }) => action === 'EXPORT')).toBe(true)
    expect(readdirSync(target)).not.toContain('session.csv')
    expect(readdirSync(place.folder).filter((name) => name.includes('.part'))).toEqual([])
  }, 60_000)

  it('holds no secret, and comes as one archive too', async () => {
    await using shop = await runningShop(kind)
    const { place, caller } = shop
    await stocked(caller, 'MUG', 1)
    const token = { name: 'till', scopes: ['inventory:read'], expiresInDays: 3 }
    await caller.get('POST', '/tokens', token)
    await caller.get('POST', '/auth/mfa/setup')
    await caller.send('POST', '/auth/password/forgot', { email: mara.email })

    const tar = await runCommand('export', place.env, join(place.folder, 'all.tar'))
    const stdout = await runCommand('export', place.env, '-')

    expect(tar).toMatchObject({ code: 0, out: '' })
    expect(stdout.out.length).toBeGreaterThan(10_000)
    const unpacked = join(place.folder, 'unpacked')
    mkdirSync(unpacked)
    const args = ['-xf', join(place.folder, 'all.tar'), '-C', unpacked]
    expect(spawnSync('tar', args, { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' })
    const folder = join(unpacked, 'all')
    expect(rowsOf(folder, 'product')).toHaveLength(1)
    const all = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
    expect(all.join('\n')).not.toMatch(/scrypt|v1\.[\w-]{16}\.|#token=|\b[0-9a-f]{64}\b.*till/)
    const [mail] = rowsOf(folder, 'mail_message')
    if (mail) expect(mail['body']).toBe('')
    const taken = await runCommand('export', place.env, folder)
    expect(taken).toMatchObject({ code: 2, out: '' })
    expect(taken.err).toContain('is there already')
    expect(existsSync(`${folder}.part`)).toBe(false)
  }, 60_000)
})

describe('the columns of an export', () => {
  it('say of every whole number what it is, and of no secret anything', async () => {
    const database = await freshDatabase('sqlite')
    const tables = await describeDatabase(database.db)
    await database.close()
    const exported = tables
      .filter(({ name }) => !leftOutTables.has(name))
      .flatMap(({ name, columns }) =>
        columns
          .filter((column) => isExported(name, column.name))
          .map((column) => ({ ...column, table: name })),
      )
    expect(exported.length).toBeGreaterThan(200)
    const unsaid = exported.filter(
      ({ name, type }) => /int/.test(type) && formOf(name) === undefined,
    )
    expect(unsaid.map(({ table, name }) => `${table}.${name}`)).toEqual([])
    const secret = exported.filter(({ name }) =>
      /pass|secret|token|hash|code_hash|sealed_/.test(name),
    )
    expect(secret.map(({ table, name }) => `${table}.${name}`)).toEqual([
      // Of the seals of the audit log, which prove it to anybody.
      'audit_seal.sealed_at',
      'audit_seal.entry_hashes',
      'audit_seal.previous_hash',
      'audit_seal.hash',
      'webhook.old_secret_until',
    ])
  })
})
