import { describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { testApp } from '#shared/testing/test-app.ts'

describe('smoke', () => {
  it('imports', async () => {
    await using t = await testApp(app, { permissions: ['products:write', 'products:read', 'suppliers:write'] })
    const csv = 'SKU;Bezeichnung;Preis;Lieferant;Kategorie;EAN\r\nA1;Mug;12,50;Acme;Küche;123\r\nA2;"Cup, ""x""";1.234,5;ACME;kuche;\r\n'
    const res = await t.send('POST', '/products/import?dryRun=true', csv, { 'content-type': 'text/csv' })
    console.log(res.status, await res.json())
    const res2 = await t.send('POST', '/products/import', csv, { 'content-type': 'text/csv' })
    console.log(res2.status, await res2.json())
    const res3 = await t.send('GET', '/products/export')
    const text = await res3.text()
    console.log(res3.status, res3.headers, text)
    const res4 = await t.send('POST', '/products/import', text, { 'content-type': 'text/csv' })
    console.log(res4.status, await res4.json(), await t.auditActions())
    const res5 = await t.send('POST', '/products/import', 'sku,name,price\nA1,,x\nA3,,\n,b,\nA4,"x"y",3', { 'content-type': 'text/csv' })
    console.log(res5.status, JSON.stringify(await res5.json(),null,1))
    expect(1).toBe(1)
  })
})
