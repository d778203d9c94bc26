import { scryptAsync } from '@noble/hashes/scrypt.js'
import type { Scrypt } from '#shared/auth/passwords.ts'

const KEY_BYTES = 32

/**
 * scrypt in plain JavaScript, for runtimes without `node:crypto`: the same bytes, in about twice the
 * time.
 */
export const portableScrypt: Scrypt = (password, salt, { logN, r, p }) =>
  scryptAsync(password, salt, { N: 2 ** logN, r, p, dkLen: KEY_BYTES })
