import { randomUUID } from 'node:crypto'
import { expect, inject, it } from 'vitest'
import { mara } from '#shared/testing/people.ts'
import { run } from './shell.ts'
import { Stack } from './stack.ts'

const stack = new Stack(inject('stack'))
const services = ['nginx', 'frontend', 'backend'] as const

it.each(services)('%s writes nothing but JSON lines that say when', async (service) => {
  await stack.signIn()
  await stack.fetch('/sign-in')
  const lines = (await stack.logs(service)).trim().split('\n')
  expect(lines.length).toBeGreaterThan(1)
  for (const line of lines) {
    const { at, level, event } = JSON.parse(line) as Record<string, string>
    expect(Number.isNaN(Date.parse(at ?? '')), line).toBe(false)
    expect(['info', 'warn', 'error'], line).toContain(level)
    expect(event, line).toBeTruthy()
  }
})

it('no log tells a secret, a password or a token', async () => {
  await stack.signIn()
  const wrong = `wrong-${randomUUID()}`
  await stack.send('POST', '/auth/login', { email: mara.email, password: wrong })
  const keys = await stack.exec('backend', 'cat', '/data/secret-key', '/data/db-encryption-key')
  // One key behind the other: each is 64 letters.
  const secrets = [keys.slice(0, 64), keys.slice(64, 128), mara.password, wrong, stack.token ?? '']
  for (const secret of secrets) expect(secret.length).toBeGreaterThan(20)
  for (const service of services) {
    const log = await stack.logs(service)
    for (const secret of secrets) expect(log.includes(secret), service).toBe(false)
  }
})

it('is thrown away from its beginning when it grows', async () => {
  const { Config, HostConfig } = await stack.container('backend')
  const { Type } = HostConfig.LogConfig
  const name = `stockroom-test-log-${randomUUID().slice(0, 8)}`
  const talk = 'for (let i = 0; i < 20000; i++) console.log(String(i).padStart(100, "."))'
  const limits = ['--log-driver', Type, '--log-opt', 'max-size=100k', '--log-opt', 'max-file=3']
  try {
    await run('docker', ['run', '--name', name, '--network', 'none', ...limits, Config.Image, 'node', '-e', talk]) // prettier-ignore
    const { stdout } = await run('docker', ['logs', name])
    expect(stdout).toContain('.19999')
    expect(stdout.length).toBeLessThan(300_000)
  } finally {
    await run('docker', ['rm', '-f', name])
  }
})
