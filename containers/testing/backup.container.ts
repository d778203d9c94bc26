import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from './shell.ts'
import { expectShop, stockShop } from './shop.ts'
import { Stack } from './stack.ts'

describe.each([
  ['SQLite', ['backup'], /^stockroom-.*\.db$/],
  ['PostgreSQL', ['backup', 'postgres'], /^stockroom-.*\.dump$/],
] as const)('the profile backup, with %s', (name, profiles, pattern) => {
  let stack: Stack

  beforeAll(async () => {
    stack = await Stack.make(`backup-${name.toLowerCase()}`, { profiles: [...profiles] })
    await stack.up()
  })
  afterAll(() => stack[Symbol.asyncDispose]())

  /** A command with the volumes of the backups, while the server may be stopped. */
  const stockroom = (...args: string[]) =>
    stack.compose(['run', '--rm', '--no-deps', '-T', 'backup', 'stockroom', ...args])

  const backups = async () => {
    const names = await stack.exec('backup', 'ls', '/backups')
    return names.split('\n').filter((file) => pattern.test(file))
  }

  it('makes one by itself, checked, for its owner alone', async () => {
    const [file] = await eventually(async () => {
      const made = await backups()
      if (made.length === 0) throw new Error('there is none yet')
      return made
    })
    const mode = await stack.exec('backup', 'stat', '-c', '%a %u', `/backups/${file}`)
    expect(mode.trim()).toBe('600 1000')
    expect((await stack.container('backup')).State.Health?.Status).toBe('healthy')
    const lines = (await stack.logs('backup')).trim().split('\n')
    const events = lines.map((line) => (JSON.parse(line) as { event: string }).event)
    expect(events).toContain('backup made')
  })

  it('brings everything back after all was destroyed', async () => {
    const shop = await stockShop(stack)
    const printed = await stockroom('backup', '--to', '/backups', '--with-keys', '--json')
    const { file } = JSON.parse(printed) as { file: string }
    // To another machine and back: as a stream, because nothing else may write into a container.
    const packed = await stack.exec('backup', 'sh', '-c', 'tar -C /backups -cf - . | base64')

    await stack.down()
    await stack.up()
    const sku = await stack.send('GET', `/inventory/${shop.productId}`)
    expect(sku.status).not.toBe(200)
    await stack.compose(['stop', 'backend'])
    const unpack = ['run', '--rm', '--no-deps', '-T', 'backup', 'tar', '-C', '/backups', '-xf', '-']
    await stack.compose(unpack, { stdin: Buffer.from(packed, 'base64') })
    const told = await stockroom('restore', file, '--with-keys')
    expect(told).toContain('are back. Start the server.')
    await stack.compose(['start', 'backend'])
    await eventually(async () => {
      if ((await stack.fetch('/api/health/ready')).status !== 200) throw new Error('not ready yet')
    })

    // The sign-in from before is good: data and keys are the same.
    await expectShop(stack, shop)
  })

  it('is not believed when a byte of it was changed', async () => {
    const file = (await backups()).at(-1) ?? ''
    const damage = `
      const file = require('node:fs').openSync('/backups/${file}', 'r+')
      require('node:fs').writeSync(file, 'damage', 20_000)`
    await stack.exec('backup', 'node', '-e', damage)
    const { code, printed } = await stack.tryExec('backup', 'stockroom', 'restore', '--check', `/backups/${file}`) // prettier-ignore
    expect(code).not.toBe(0)
    expect(printed.trim().split('\n')).toHaveLength(1)
  })
})
