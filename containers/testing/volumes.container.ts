import { describe, expect, inject, it } from 'vitest'
import { Stack } from './stack.ts'

const stack = new Stack(inject('stack'))
const keys = () => stack.exec('backend', 'sha256sum', '/data/secret-key', '/data/db-encryption-key')
const certificate = () => stack.exec('nginx', 'sha256sum', '/certificates/fullchain.pem')

describe('the volumes', () => {
  it.each([
    [
      'down and up',
      async () => {
        await stack.compose(['down', '--timeout', '15'])
        await stack.up()
      },
    ],
    ['a new container of each service', () => stack.up('--force-recreate')],
    ['a restart', () => stack.compose(['restart'])],
  ])('keep data, secrets and sign-ins over %s', async (_, change) => {
    await stack.signIn()
    const sku = `KEPT-${Date.now()}`
    const { id } = await stack.get<{ id: string }>('POST', '/products', { sku, name: 'Kept' })
    await stack.get('POST', '/inventory/adjust', { sku, quantity: 7, reason: 'opening stock' })
    const before = [await keys(), await certificate()]

    await change()
    await stack.up()

    expect([await keys(), await certificate()]).toEqual(before)
    expect(await stack.get('GET', `/inventory/${id}`)).toMatchObject({ sku, onHand: 7 })
    expect(await stack.get('GET', '/inventory/verify')).toMatchObject({ ok: true })
    expect(await stack.get('GET', '/audit/verify')).toMatchObject({ ok: true })
  })
})
