import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { ownPlace } from '#shared/testing/running-shop.ts'
import { failedStart, startProcess } from '#shared/testing/server-process.ts'
import { testApp } from '#shared/testing/test-app.ts'
import { areasOf, sliceOf } from './slice.ts'

describe('a slice of the endpoints', () => {
  it('has its areas and the health checks, and nothing else', async () => {
    const slice = sliceOf(app, 'suppliers, categories')
    await using t = await testApp(slice, { permissions: ['suppliers:read', 'products:read'] })

    expect((await t.send('GET', '/suppliers')).status).toBe(200)
    expect((await t.send('GET', '/categories')).status).toBe(200)
    expect((await t.send('GET', '/health')).status).toBe(200)
    expect((await t.send('GET', '/products')).status).toBe(404)
    const document = await (await t.send('GET', '/openapi.json')).json()
    const tags = document.tags.map(({ name }: { name: string }) => name)
    expect(tags.toSorted()).toEqual(['categories', 'suppliers', 'system'])
  })

  it('asks for the same sign-in and checks the same input as the whole', async () => {
    await using t = await testApp(sliceOf(app, 'suppliers'), { permissions: ['suppliers:read'] })

    expect((await t.send('POST', '/suppliers', { name: 'Northwind' })).status).toBe(403)
    const unknown = { authorization: 'Bearer nobody' }
    expect((await t.send('GET', '/suppliers', undefined, unknown)).status).toBe(401)
    expect((await t.send('GET', '/suppliers?limit=0')).status).toBe(422)
    expect(await t.auditActions()).toEqual([])
  })

  it('is the whole when nothing is said', () => {
    expect(sliceOf(app, undefined)).toBe(app)
    expect(sliceOf(app, ' ')).toBe(app)
  })

  it('is refused when there is no such area, by name', () => {
    expect(() => sliceOf(app, 'inventory,stock')).toThrow(
      /there is no area stock; there are .*auth/,
    )
    expect(areasOf(app)).toContain('inventory')
  })
})

describe('FUNCTIONS', () => {
  it('gives a server with a slice', async () => {
    await using place = await ownPlace('sqlite')
    await using server = await startProcess({ ...place.env, FUNCTIONS: 'inventory,auth' })

    const status = async (path: string) => (await fetch(`${server.url}/api${path}`)).status
    expect(await status('/auth/setup')).toBe(200)
    expect(await status('/inventory')).toBe(401)
    expect(await status('/health/ready')).toBe(200)
    expect(await status('/products')).toBe(404)
  })

  it('stops the start with one sentence when it names an area that there is not', async () => {
    await using place = await ownPlace('sqlite')
    const { code, words } = await failedStart({ ...place.env, FUNCTIONS: 'stock' })

    expect(code).toBe(1)
    expect(words).toMatch(/^Stockroom cannot start: FUNCTIONS: there is no area stock; there are /)
  })
})
