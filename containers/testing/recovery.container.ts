import { afterAll, describe, expect, inject, it } from 'vitest'
import { eventually, output } from './shell.ts'
import { Stack } from './stack.ts'

const stack = new Stack(inject('stack'))

/** The others find the stack as it was. */
afterAll(() => stack.up())

async function untilHealthy(service: string): Promise<void> {
  await eventually(async () => {
    const { State } = await stack.container(service)
    if (State.Health?.Status !== 'healthy') throw new Error(`${service} is ${State.Status}`)
  })
}

describe('a backend that is killed', () => {
  it('comes back healthy by itself, with what it had acknowledged', async () => {
    await stack.signIn()
    const sku = `KILLED-${Date.now()}`
    const { id } = await stack.get<{ id: string }>('POST', '/products', { sku, name: 'Kept' })
    const { State, Config, RestartCount } = await stack.container('backend')
    // From outside of its own world, where its first process can be killed; the engine's own kill
    // would count as a wish of the operator that it be down.
    const kill = `process.kill(${State.Pid}, 'SIGKILL')`
    await output('docker', ['run', '--rm', '--network', 'none', '--pid', 'host', '--user', Config.User, Config.Image, 'node', '-e', kill]) // prettier-ignore

    await eventually(async () => {
      const now = await stack.container('backend')
      if (now.RestartCount === RestartCount) throw new Error('it was not started again')
    })
    await untilHealthy('backend')
    expect(await stack.get('GET', `/products/${id}`)).toMatchObject({ sku })
  })
})

describe('while the backend is stopped', () => {
  it('nginx says so at once in a problem document, and recovers', async () => {
    await stack.compose(['stop', 'backend'])
    try {
      const begin = performance.now()
      const answer = await stack.send('GET', '/products')
      expect(performance.now() - begin).toBeLessThan(3_000)
      expect([502, 503]).toContain(answer.status)
      expect(answer.headers.get('content-type')).toBe('application/problem+json')
      expect(answer.headers.get('retry-after')).toBe('5')
      expect(await answer.json()).toMatchObject({
        type: '/problems/unavailable',
        status: answer.status,
        requestId: expect.stringMatching(/^[\w.-]{8,}$/),
      })
      expect((await stack.fetch('/sign-in')).status).toBe(200)
    } finally {
      await stack.compose(['start', 'backend'])
    }
    await eventually(async () => {
      const { status } = await stack.fetch('/api/health/ready')
      if (status !== 200) throw new Error(`it answers ${status}`)
    })
  })

  it('and when it stopped, it had answered what it had', async () => {
    await stack.compose(['restart', 'backend'])
    await untilHealthy('backend')
    const log = await stack.logs('backend')
    expect(log).toMatch(/"event":"stopping","signal":"SIGTERM"/)
    expect(log).toMatch(/"event":"stopped","code":0/)
  })
})

describe('while the frontend is stopped', () => {
  it('nginx shows a page that looks again, and the API goes on', async () => {
    await stack.compose(['stop', 'frontend'])
    try {
      const answer = await stack.fetch('/products')
      expect(answer.status).toBe(503)
      expect(answer.headers.get('content-type')).toContain('text/html')
      expect(await answer.text()).toContain('One moment')
      expect((await stack.fetch('/api/health')).status).toBe(200)
    } finally {
      await stack.compose(['start', 'frontend'])
    }
    await eventually(async () => {
      const { status } = await stack.fetch('/sign-in')
      if (status !== 200) throw new Error(`it answers ${status}`)
    })
  })
})
