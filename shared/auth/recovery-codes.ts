import { sha256 } from '../encoding.ts'

export const RECOVERY_CODES = 10

/** Crockford's base 32, which has no letter that looks like a digit; 16 of them carry 80 bits. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
const LENGTH = 16
const GROUP = 4

/** Ten fresh codes such as `k3mf-9xwp-…`; shown once, only their hashes are kept. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, newRecoveryCode)
}

function newRecoveryCode(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(LENGTH))
  const letters = Array.from(bytes, (byte) => alphabet.charAt(byte % alphabet.length))
  const groups: string[] = []
  for (let i = 0; i < LENGTH; i += GROUP) groups.push(letters.slice(i, i + GROUP).join(''))
  return groups.join('-')
}

/** The hash under which a code is kept, however its groups and letters were typed. */
export function recoveryCodeHash(code: string): Promise<string> {
  const plain = code.toLowerCase().replaceAll('o', '0').replace(/[il]/g, '1')
  return sha256(plain.replace(/[^a-z0-9]/g, ''))
}
