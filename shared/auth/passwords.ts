import { equalInConstantTime, fromBase64Url, toBase64Url } from '../encoding.ts'

/** Cost of scrypt: N = 2^logN, block size r, parallelism p. */
export interface ScryptCost {
  logN: number
  r: number
  p: number
}

/** The primitive, which every runtime has in another place; all give the same bytes. */
export type Scrypt = (password: string, salt: Uint8Array, cost: ScryptCost) => Promise<Uint8Array>

export interface PasswordHasher {
  /** A self-describing hash, `scrypt$logN$r$p$salt$key`. */
  hash(password: string): Promise<string>
  /** Whether the password belongs to the hash; with `null` it takes the same time and says no. */
  verify(password: string, hash: string | null): Promise<boolean>
  /** Whether the hash was made at another cost than those of today. */
  isOutdated(hash: string): boolean
}

/**
 * N = 2^15, r = 8, p = 3: one of the equivalent settings of the OWASP Password Storage Cheat Sheet,
 * the one with the least memory (32 MB) of those, so that it also runs on function platforms.
 */
export const owaspCost: ScryptCost = { logN: 15, r: 8, p: 3 }

const SALT_BYTES = 16

export function passwordHasher(scrypt: Scrypt, cost: ScryptCost = owaspCost): PasswordHasher {
  const parameters = ['scrypt', cost.logN, cost.r, cost.p].join('$')
  const derive = (password: string, salt: Uint8Array, used: ScryptCost) =>
    scrypt(password.normalize('NFKC'), salt, used)

  return {
    async hash(password) {
      const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES))
      const key = await derive(password, salt, cost)
      return [parameters, toBase64Url(salt), toBase64Url(key)].join('$')
    },
    async verify(password, hash) {
      const stored = hash === null ? null : parse(hash)
      if (!stored) {
        await derive(password, new Uint8Array(SALT_BYTES), cost)
        return false
      }
      return equalInConstantTime(await derive(password, stored.salt, stored.cost), stored.key)
    },
    isOutdated: (hash) => !hash.startsWith(`${parameters}$`),
  }
}

function parse(hash: string) {
  const [scheme, logN, r, p, salt, key] = hash.split('$')
  if (scheme !== 'scrypt' || !salt || !key) throw new Error('a stored password hash is malformed')
  const cost = { logN: Number(logN), r: Number(r), p: Number(p) }
  return { cost, salt: fromBase64Url(salt), key: fromBase64Url(key) }
}
