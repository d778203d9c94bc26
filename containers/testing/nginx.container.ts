import { request } from 'node:https'
import { connect, type TLSSocket } from 'node:tls'
import { describe, expect, inject, it } from 'vitest'
import { eventually } from './shell.ts'
import { Stack } from './stack.ts'

const stack = new Stack(inject('stack'))

/** What a handshake agrees on. */
function handshake(options: object): Promise<{ protocol: string | null; alpn: unknown }> {
  return new Promise((resolve, reject) => {
    const socket: TLSSocket = connect(
      {
        host: '127.0.0.1',
        port: stack.handle.httpsPort,
        rejectUnauthorized: false,
        // Otherwise the client would refuse the old versions before the server can.
        ciphers: 'ALL:@SECLEVEL=0',
        ...options,
      },
      () => {
        resolve({ protocol: socket.getProtocol(), alpn: socket.alpnProtocol })
        socket.destroy()
      },
    )
    socket.once('error', reject)
  })
}

describe('TLS', () => {
  it.each(['TLSv1.2', 'TLSv1.3'] as const)('speaks %s', async (version) => {
    const agreed = await handshake({ minVersion: version, maxVersion: version })
    expect(agreed.protocol).toBe(version)
  })

  it.each(['TLSv1', 'TLSv1.1'] as const)('refuses %s', async (version) => {
    await expect(handshake({ minVersion: version, maxVersion: version })).rejects.toThrow()
  })

  it.each(['AES128-SHA', 'AES256-GCM-SHA384', 'ECDHE-ECDSA-AES128-SHA256'])(
    'refuses %s, which is without forward secrecy or not authenticated',
    async (ciphers) => {
      await expect(handshake({ maxVersion: 'TLSv1.2', ciphers })).rejects.toThrow()
    },
  )

  it('offers HTTP/2', async () => {
    expect(await handshake({ ALPNProtocols: ['h2', 'http/1.1'] })).toMatchObject({ alpn: 'h2' })
  })
})

describe('what passes through nginx', () => {
  it.each(['/sign-in', '/api/health', '/docs', '/offline.html', '/api/nothing'])(
    'gets the headers of safety once: %s',
    async (path) => {
      const { headers } = await stack.fetch(path)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('server')).toBe('nginx')
      expect(headers.get('x-powered-by')).toBeNull()
      // A browser that was told so of a self-signed certificate could not be talked out of it.
      expect(headers.get('strict-transport-security')).toBeNull()
    },
  )

  it('is compressed, but not where tokens are answered', async () => {
    const init = { headers: { 'accept-encoding': 'gzip' } }
    const encoding = async (path: string) =>
      (await stack.fetch(path, init)).headers.get('content-encoding')
    expect(await encoding('/sign-in')).toBe('gzip')
    expect(await encoding('/api/openapi.json')).toBe('gzip')
    expect(await encoding('/api/auth/me')).toBeNull()
  })

  it('may be as large as the API takes', async () => {
    const send = (path: string, megabytes: number, type: string) =>
      stack.fetch(path, {
        method: 'POST',
        headers: { 'content-type': type },
        body: Buffer.alloc(megabytes * 2 ** 20, 'x'),
      })
    const large = await send('/api/products', 1.1, 'application/json')
    expect(large.status).toBe(413)
    expect(large.headers.get('content-type')).toBe('application/problem+json')
    expect(await large.json()).toMatchObject({ type: '/problems/too-large', status: 413 })
    expect((await send('/api/products/import', 20, 'text/csv')).status).toBe(401)
  })

  it('does not fill the memory of nginx when much of it comes at once and slowly', async () => {
    const { RestartCount } = await stack.container('nginx')
    const open = Array.from({ length: 200 }, () => {
      const { httpsPort: port } = stack.handle
      const options = { host: '127.0.0.1', port, rejectUnauthorized: false, path: '/api/products' }
      const headers = { 'content-type': 'application/json', 'content-length': 2 ** 20 }
      const upload = request({ ...options, method: 'POST', headers })
      upload.on('error', () => {})
      upload.write(Buffer.alloc(900_000, ' '))
      return upload
    })
    await new Promise((resolve) => setTimeout(resolve, 5_000))
    expect((await stack.fetch('/api/health')).status).toBe(200)
    for (const upload of open) upload.destroy()
    const { State, RestartCount: now } = await stack.container('nginx')
    expect([State.OOMKilled, now]).toEqual([false, RestartCount])
    const workers = await stack.exec('nginx', 'sh', '-c', 'cat /proc/[0-9]*/comm | grep -c nginx')
    expect(Number(workers)).toBe(3)
  })

  it('tells of itself what is true, whatever it claims', async () => {
    const id = `spoof-${Date.now()}`
    const forged = {
      'x-request-id': id,
      'x-real-ip': '198.51.100.1',
      'x-forwarded-for': '198.51.100.2, 198.51.100.3',
      forwarded: 'for=198.51.100.4',
    }
    await stack.fetch('/api/auth/me', { headers: forged })
    const line = await eventually(async () => {
      const lines = (await stack.logs('backend')).split('\n')
      const found = lines.find((text) => text.includes(id))
      if (found === undefined) throw new Error('the request is not in the log yet')
      return JSON.parse(found) as { ip: string }
    })
    const atNginx =
      (await stack.logs('nginx')).split('\n').find((text) => text.includes(id)) ?? '{}'
    const { ip } = JSON.parse(atNginx) as { ip: string }
    expect(line.ip).toBe(ip)
    expect(line.ip).not.toContain('198.51.100')
  })

  it('is not held back when it is a stream of events', async () => {
    await stack.signIn()
    const answer = await stack.send('GET', '/events')
    expect(answer.headers.get('content-type')).toContain('text/event-stream')
    const reader = answer.body?.getReader()
    const decoder = new TextDecoder()
    const begin = performance.now()
    await stack.get('POST', '/products', { sku: `EVENT-${Date.now()}`, name: 'Told at once' })
    let told = ''
    while (!told.includes('product.created')) {
      const { value, done } = (await reader?.read()) ?? { done: true }
      if (done) break
      told += decoder.decode(value as Uint8Array, { stream: true })
    }
    await reader?.cancel()
    expect(told).toContain('"type":"product.created"')
    expect(performance.now() - begin).toBeLessThan(5_000)
  })

  it('leaves nothing of its query in the log', async () => {
    const secret = `hunter2-${Date.now()}`
    await stack.fetch(`/api/products?q=${secret}`)
    await stack.fetch(`/sign-in?next=${secret}`)
    const log = await eventually(async () => {
      const text = await stack.logs('nginx')
      if (!text.includes('"path":"/sign-in"')) throw new Error('it is not in the log yet')
      return text
    })
    expect(log).toContain('"path":"/api/products"')
    expect(log).not.toContain(secret)
    expect(await stack.logs('frontend')).not.toContain(secret)
    expect(await stack.logs('backend')).not.toContain(secret)
  })
})
