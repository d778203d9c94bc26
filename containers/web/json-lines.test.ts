import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const preload = join(import.meta.dirname, 'json-lines.ts')

/** What a program prints with the module loaded before it. */
function printed(program: string): Promise<{ stdout: string; stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', preload, '-e', program])
    const output = { stdout: '', stderr: '' }
    child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()))
    child.once('error', reject)
    child.once('close', () => resolve(output))
  })
}

const lines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as object)

it('makes one JSON object of every line, without colours and empty lines', async () => {
  const { stdout, stderr } = await printed(`
    console.log('\\u001b[32mready\\u001b[0m\\n\\n  on "3000"')
    process.stdout.write('in two ')
    process.stdout.write('pieces\\n')
    console.error(new Error('broken'))`)

  expect(lines(stdout)).toEqual(
    ['ready', 'on "3000"', 'in two pieces'].map((event) => ({
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      level: 'info',
      event,
    })),
  )
  expect(lines(stderr)[0]).toMatchObject({ level: 'error', event: 'Error: broken' })
})

it('calls back whoever waits for what was written', async () => {
  const program = `process.stdout.write('first\\n', () => console.log('then'))`
  expect(lines((await printed(program)).stdout)).toMatchObject([
    { event: 'first' },
    { event: 'then' },
  ])
})
