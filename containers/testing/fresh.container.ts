import { describe, expect, inject, it } from 'vitest'
import { output } from './shell.ts'
import { Stack } from './stack.ts'

const stack = new Stack(inject('stack'))
const services = ['backend', 'frontend', 'nginx']

describe('a fresh stack, with nothing set', () => {
  it('is healthy within 60 seconds', async () => {
    expect(inject('startedInMs')).toBeLessThan(60_000)
    const running = await stack.compose(['ps', '--services', '--status', 'running'])
    expect(running.trim().split('\n').toSorted()).toEqual(services)
    for (const service of services) {
      expect((await stack.container(service)).State.Health?.Status, service).toBe('healthy')
    }
  })

  it('publishes the ports of nginx and no other', async () => {
    const published = async (service: string) => {
      const { Ports } = (await stack.container(service)).NetworkSettings
      return Object.entries(Ports).flatMap(([port, hosts]) => (hosts?.length ? port : []))
    }
    expect((await published('nginx')).toSorted()).toEqual(['443/tcp', '80/tcp'])
    expect(await published('frontend')).toEqual([])
    expect(await published('backend')).toEqual([])
  })

  it('has the frontend at 3000 and the backend at 8000, by name', async () => {
    const ask = (url: string) => stack.exec('nginx', 'curl', '-fsS', url)
    expect(await ask('http://backend:8000/api/health/ready')).toContain('"status":"ready"')
    expect(await ask('http://frontend:3000/sign-in')).toContain('<!DOCTYPE html>')
  })

  it('has nginx by name over TLS', async () => {
    const program = `require('node:https').get('https://nginx/api/health',
      { rejectUnauthorized: false }, (answer) => {
        console.log(answer.statusCode, answer.socket.getPeerX509Certificate().checkHost('nginx'))
        process.exit()
      })`
    expect((await stack.exec('backend', 'node', '-e', program)).trim()).toBe('200 nginx')
  })

  it('leads from http to https', async () => {
    const { httpPort, httpsPort } = stack.handle
    const answer = await fetch(`http://localhost:${httpPort}/orders?stage=draft`, {
      redirect: 'manual',
    })
    expect(answer.status).toBe(308)
    expect(answer.headers.get('location')).toBe(`https://localhost:${httpsPort}/orders?stage=draft`)
  })

  it('serves the API, its documentation and the pages through nginx', async () => {
    expect(await (await stack.fetch('/api/health/ready')).json()).toMatchObject({ status: 'ready' })
    expect(await (await stack.fetch('/docs')).text()).toContain('swagger-ui')
    const page = await stack.fetch('/sign-in')
    expect(page.status).toBe(200)
    expect(page.headers.get('content-security-policy')).toContain("'nonce-")
    const html = await page.text()
    const [script = ''] = html.match(/\/_next\/static\/[^"]+\.js/) ?? []
    const loaded = await stack.fetch(script)
    expect(loaded.headers.get('content-type')).toContain('javascript')
    expect(await (await stack.fetch('/manifest.webmanifest')).text()).toContain('Stockroom')
  })

  it('keeps metrics inside', async () => {
    expect((await stack.fetch('/metrics')).status).toBe(404)
  })

  it('made its secrets in a volume, for their owner alone', async () => {
    const listed = await stack.exec('backend', 'stat', '-c', '%n %a %u', '/data', '/data/secret-key', '/data/db-encryption-key', '/data/stockroom.db') // prettier-ignore
    expect(listed.trim().split('\n')).toEqual([
      '/data 700 1000',
      '/data/secret-key 600 1000',
      '/data/db-encryption-key 600 1000',
      '/data/stockroom.db 600 1000',
    ])
    const key = await stack.exec('nginx', 'stat', '-c', '%a %u', '/certificates/privkey.pem')
    expect(key.trim()).toBe('600 101')
    const { Config } = await stack.container('backend')
    expect(Config.Env.filter((line) => /^(SECRET_KEY|DB_ENCRYPTION_KEY)=./.test(line))).toEqual([])
  })

  it('asks the backend every 30 seconds whether it is well, and every second while it starts', async () => {
    const format = '{{json .Config.Healthcheck}}'
    const { Id } = await stack.container('backend')
    const check = JSON.parse(await output('docker', ['inspect', '-f', format, Id])) as object
    expect(check).toMatchObject({
      Test: ['CMD', 'stockroom', 'health'],
      Interval: 30e9,
      StartInterval: 1e9,
    })
  })
})
