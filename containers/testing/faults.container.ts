import { writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { temporaryFolder } from '#shared/testing/temporary-folder.ts'
import { eventually } from './shell.ts'
import { Stack, type StackOptions } from './stack.ts'

let stack: Stack | undefined
let folder: AsyncDisposable & { path: string }
beforeEach(async () => {
  folder = await temporaryFolder()
})
afterEach(async () => {
  await stack?.[Symbol.asyncDispose]()
  stack = undefined
  await folder[Symbol.asyncDispose]()
})

/** What the backend says once when it cannot start. */
async function complaint(options: StackOptions): Promise<string> {
  stack = await Stack.make('faults', options)
  const { code } = await stack.try(['up', '-d', '--wait', '--wait-timeout', '20', '--no-build', 'backend']) // prettier-ignore
  expect(code).not.toBe(0)
  const lines = (await stack.logs('backend')).trim().split('\n')
  // It is started again and again, and says the same each time.
  const [first = ''] = lines
  return lines.filter((line) => line !== first).length === 0 ? first : lines.join('\n')
}

/** A data volume with so little room. */
function smallDisk(size: string): string {
  const file = join(folder.path, 'small-disk.yml')
  const options = `{ type: tmpfs, device: tmpfs, o: "size=${size},uid=1000,gid=1000,mode=700" }`
  writeFileSync(file, `volumes:\n  data:\n    driver_opts: ${options}\n`)
  return file
}

describe('one clear sentence', () => {
  it('about a SECRET_KEY that is too short', async () => {
    expect(await complaint({ env: { SECRET_KEY: 'short' } })).toMatch(
      /^Stockroom cannot start: .*SECRET_KEY.*32 characters.*$/,
    )
  })

  it('about all settings that are wrong, at once', async () => {
    const said = await complaint({ env: { LOG_LEVEL: 'loud', MONITOR_EVERY_MINUTES: 'often' } })
    expect(said).toContain('MONITOR_EVERY_MINUTES')
    expect(said).toContain('LOG_LEVEL')
  })

  it('about a database that cannot be reached, without its password', async () => {
    const DATABASE_URL = 'postgres://shop:hunter2@nowhere.invalid:5432/stockroom'
    const said = await complaint({ env: { DATABASE_URL } })
    expect(said).toMatch(/^Stockroom cannot start: DATABASE_URL: nowhere\.invalid:5432 cannot be reached/) // prettier-ignore
    expect(said).not.toContain('hunter2')
  })

  it('about a disk that is full from the start', async () => {
    const said = await complaint({ files: [smallDisk('64k')] })
    expect(said).toMatch(/^Stockroom cannot start: .*disk.* is full: make room there$/)
  })

  it('about a disk that fills up while it works, and it goes on when there is room', async () => {
    stack = await Stack.make('faults', { files: [smallDisk('6m')] })
    await stack.up()
    await stack.signIn()
    await stack.exec('backend', 'sh', '-c', 'cat /dev/zero > /data/ballast || true')
    const sku = () => `FULL-${Math.random()}`
    const refused = await eventually(async () => {
      const body = { sku: sku(), name: 'x'.repeat(200), description: 'y'.repeat(5_000) }
      const answer = await stack?.send('POST', '/products', body)
      if (answer === undefined || answer.status === 201) throw new Error('there was room')
      return answer
    })
    expect(refused.status).toBeGreaterThanOrEqual(500)
    expect(refused.headers.get('content-type')).toBe('application/problem+json')
    expect(await stack.logs('backend')).toMatch(/SQLITE_FULL|disk is full|ENOSPC/)
    await stack.exec('backend', 'rm', '/data/ballast')
    await stack.get('POST', '/products', { sku: sku(), name: 'There is room again' })
    expect(await stack.get('GET', '/inventory/verify')).toMatchObject({ ok: true })
  })

  it('about a port that is taken', async () => {
    const squatter = createServer()
    await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve))
    const address = squatter.address()
    const port = typeof address === 'object' && address ? address.port : 0
    stack = await Stack.make('faults', { env: { HTTPS_PORT: `127.0.0.1:${port}` } })
    const { code, printed } = await stack.try(['up', '-d', '--wait', '--no-build', 'nginx'])
    await new Promise((resolve) => squatter.close(resolve))
    expect(code).not.toBe(0)
    const about = printed.split('\n').filter((line) => line.includes(String(port)))
    expect(about).toHaveLength(1)
    expect(about[0]).toMatch(/address already in use|port is already allocated|in use/)
  })
})
