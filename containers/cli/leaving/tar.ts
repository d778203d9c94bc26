import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Writable } from 'node:stream'

const BLOCK = 512

/** Writes the files of a folder as one archive that every `tar` unpacks (POSIX ustar). */
export async function writeTar(folder: string, prefix: string, out: Writable): Promise<void> {
  for (const name of (await readdir(folder)).toSorted()) {
    const path = join(folder, name)
    const { size, mtimeMs } = await stat(path)
    await write(out, header(`${prefix}/${name}`, size, mtimeMs))
    for await (const chunk of createReadStream(path)) await write(out, chunk as Buffer)
    const filled = size % BLOCK
    if (filled > 0) await write(out, Buffer.alloc(BLOCK - filled))
  }
  await write(out, Buffer.alloc(2 * BLOCK))
}

function write(out: Writable, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    out.write(bytes, (error) => (error ? reject(error) : resolve()))
  })
}

function header(name: string, size: number, mtimeMs: number): Buffer {
  const block = Buffer.alloc(BLOCK)
  const octal = (value: number, length: number) => value.toString(8).padStart(length - 1, '0')
  block.write(name, 0, 100)
  block.write(octal(0o600, 8), 100)
  block.write(octal(0, 8), 108)
  block.write(octal(0, 8), 116)
  block.write(octal(size, 12), 124)
  block.write(octal(Math.floor(mtimeMs / 1_000), 12), 136)
  block.write(' '.repeat(8), 148)
  block.write('0', 156)
  block.write('ustar\u000000', 257)
  const sum = block.reduce((total, byte) => total + byte, 0)
  block.write(`${octal(sum, 7)}\u0000 `, 148)
  return block
}
