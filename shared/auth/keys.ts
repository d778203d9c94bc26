import { fromBase64Url, toBase64Url, toHex } from '../encoding.ts'

/** The keys of a process. */
export interface Keys {
  /** Signs access tokens. */
  signing: CryptoKey
  /** Makes fingerprints of texts that may hold a secret. */
  fingerprints: CryptoKey
  /** Encrypts secrets at rest. */
  encryption: CryptoKey
  /** What was encrypted with it can still be read; nothing is encrypted with it any more. */
  previousEncryption?: CryptoKey
}

/** Texts shorter than this are guessable; the configuration refuses them. */
export const MIN_SECRET_LENGTH = 32

/**
 * Derives the keys from the configured texts (HKDF-SHA-256, RFC 5869), so that the same text never
 * serves two purposes.
 *
 * @param secretKey SECRET_KEY, at least 32 characters
 * @param encryptionKey DB_ENCRYPTION_KEY, at least 32 characters
 * @param previousKey DB_ENCRYPTION_KEY_PREVIOUS, while keys are exchanged
 */
export async function deriveKeys(
  secretKey: string,
  encryptionKey: string,
  previousKey?: string,
): Promise<Keys> {
  return {
    signing: await hmacKey(secretKey, 'stockroom access tokens'),
    fingerprints: await hmacKey(secretKey, 'stockroom fingerprints'),
    encryption: await cipherKey(encryptionKey),
    ...(previousKey !== undefined && { previousEncryption: await cipherKey(previousKey) }),
  }
}

async function hmacKey(text: string, purpose: string): Promise<CryptoKey> {
  const bits = await deriveBits(text, purpose)
  const hmac = { name: 'HMAC', hash: 'SHA-256' }
  return crypto.subtle.importKey('raw', bits, hmac, false, ['sign', 'verify'])
}

async function cipherKey(text: string): Promise<CryptoKey> {
  const bits = await deriveBits(text, 'stockroom secrets at rest')
  return crypto.subtle.importKey('raw', bits, 'AES-GCM', false, ['encrypt', 'decrypt'])
}

async function deriveBits(text: string, purpose: string): Promise<ArrayBuffer> {
  const bytes = (value: string) => new TextEncoder().encode(value)
  const base = await crypto.subtle.importKey('raw', bytes(text), 'HKDF', false, ['deriveBits'])
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: bytes('stockroom'), info: bytes(purpose) }
  return crypto.subtle.deriveBits(hkdf, base, 256)
}

/**
 * The same for the same text, and of no use without the key: a plain hash of a text with a password
 * in it would let whoever reads it try passwords as fast as they can hash.
 */
export async function fingerprint(
  { fingerprints }: Pick<Keys, 'fingerprints'>,
  text: string,
): Promise<string> {
  const bytes = new TextEncoder().encode(text)
  return toHex(new Uint8Array(await crypto.subtle.sign('HMAC', fingerprints, bytes)))
}

const IV_BYTES = 12

/** Encrypts a secret for the database: AES-256-GCM, a fresh nonce in front. */
export async function seal(key: CryptoKey, secret: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
  const plain = new TextEncoder().encode(secret)
  const cipher = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain))
  return `v1.${toBase64Url(iv)}.${toBase64Url(cipher)}`
}

/** The secret again; throws when the text was altered or neither key is the one it was sealed with. */
export async function unseal(
  { encryption, previousEncryption }: Pick<Keys, 'encryption' | 'previousEncryption'>,
  sealed: string,
): Promise<string> {
  const [scheme, iv, cipher] = sealed.split('.')
  if (scheme !== 'v1' || !iv || !cipher) throw new Error('an encrypted value is malformed')
  const decrypt = async (key: CryptoKey) => {
    const algorithm = { name: 'AES-GCM', iv: fromBase64Url(iv) }
    return crypto.subtle.decrypt(algorithm, key, fromBase64Url(cipher))
  }
  try {
    // A key that does not fit is told by the text itself.
    const plain = decrypt(encryption)
    return new TextDecoder().decode(
      await (previousEncryption ? plain.catch(() => decrypt(previousEncryption)) : plain),
    )
  } catch (cause) {
    throw new Error(
      'an encrypted value cannot be read: DB_ENCRYPTION_KEY is not the one it was written with',
      { cause },
    )
  }
}
