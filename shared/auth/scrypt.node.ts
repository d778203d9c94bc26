import { scrypt } from 'node:crypto'
import type { Scrypt } from './passwords.ts'

const KEY_BYTES = 32
const MAX_MEMORY = 64 * 2 ** 20

/** scrypt of node:crypto, off the main thread; Node, Bun, Deno and workerd have it. */
export const nodeScrypt: Scrypt = (password, salt, { logN, r, p }) =>
  new Promise((resolve, reject) => {
    scrypt(password, salt, KEY_BYTES, { N: 2 ** logN, r, p, maxmem: MAX_MEMORY }, (error, key) => {
      if (error) reject(error)
      else resolve(new Uint8Array(key))
    })
  })
