import { readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { auditLog } from '#containers/api/audit-log.ts'
import { ConfigError } from '#containers/api/config-error.ts'
import { temporaryFolder } from '#shared/testing/temporary-folder.ts'
import { testApp } from '#shared/testing/test-app.ts'

const rights = { permissions: ['suppliers:write', 'suppliers:read', 'audit:read'] } as const
const lines = (path: string) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { action: string; entity: string })

describe('the audit log outside of the database', () => {
  it('holds a line for each entry as the API shows it, oldest first, before the answer', async () => {
    await using folder = await temporaryFolder()
    await using t = await testApp(app, rights)
    const path = join(folder.path, 'audit.jsonl')
    t.platform.auditStream = auditLog(path)

    const created = await t.send('POST', '/suppliers', {
      name: 'Acme',
      contacts: [{ name: 'Ann' }],
    })
    const { id } = await created.json()
    expect(lines(path)).toHaveLength(2)
    await t.send('PATCH', `/suppliers/${id}`, { name: 'Acme\nTrading' })
    await t.send('PATCH', `/suppliers/${id}`, { name: '' })
    await t.send('DELETE', `/suppliers/${id}`)

    const { items } = await (await t.send('GET', '/audit')).json()
    expect(lines(path)).toEqual(items.toReversed())
    expect(lines(path).map(({ action, entity }) => `${entity}.${action}`)).toEqual([
      'supplier.CREATE',
      'contact.CREATE',
      'supplier.UPDATE',
      'contact.DELETE',
      'supplier.DELETE',
    ])
  })

  it('can be read by nobody else, and goes on in a new file when it was moved away', async () => {
    await using folder = await temporaryFolder()
    await using t = await testApp(app, rights)
    const path = join(folder.path, 'audit.jsonl')
    t.platform.auditStream = auditLog(path)
    expect(statSync(path).mode & 0o077).toBe(0)

    await t.send('POST', '/suppliers', { name: 'Before' })
    renameSync(path, `${path}.1`)
    await t.send('POST', '/suppliers', { name: 'After' })

    expect(lines(`${path}.1`)).toMatchObject([{ newValues: { name: 'Before' } }])
    expect(lines(path)).toMatchObject([{ newValues: { name: 'After' } }])
  })

  it('stops a start when it cannot be written', () => {
    expect(() => auditLog('/nowhere/audit.jsonl')).toThrow(ConfigError)
    expect(() => auditLog('/nowhere/audit.jsonl')).toThrow(/^AUDIT_LOG cannot be written: /)
  })
})
