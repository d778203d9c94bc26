import { fromBase64Url, toBase64Url } from '../encoding.ts'

/** The keys of a process: one signs access tokens, the other encrypts secrets at rest. */
export interface Keys {
  signing: CryptoKey
  encryption: CryptoKey
}

/** Texts shorter than this are guessable; the configuration refuses them. */
export const MIN_SECRET_LENGTH = 32

/**
 * Derives the keys from the configured texts (HKDF-SHA-256, RFC 5869), so that the same text never
 * serves two purposes.
 *
 * @param secretKey SECRET_KEY, at least 32 characters
 * @param encryptionKey DB_ENCRYPTION_KEY, at least 32 characters
 */
export async function deriveKeys(secretKey: string, encryptionKey: string): Promise<Keys> {
  const signing = await deriveBits(secretKey, 'stockroom access tokens')
  const encryption = await deriveBits(encryptionKey, 'stockroom secrets at rest')
  const hmac = { name: 'HMAC', hash: 'SHA-256' }
  return {
    signing: await crypto.subtle.importKey('raw', signing, hmac, false, ['sign', 'verify']),
    encryption: await crypto.subtle.importKey('raw', encryption, 'AES-GCM', false, [
      'encrypt',
      'decrypt',
    ]),
  }
}

async function deriveBits(text: string, purpose: string): Promise<ArrayBuffer> {
  const bytes = (value: string) => new TextEncoder().encode(value)
  const base = await crypto.subtle.importKey('raw', bytes(text), 'HKDF', false, ['deriveBits'])
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: bytes('stockroom'), info: bytes(purpose) }
  return crypto.subtle.deriveBits(hkdf, base, 256)
}

const IV_BYTES = 12

/** Encrypts a secret for the database: AES-256-GCM, a fresh nonce in front. */
export async function seal(key: CryptoKey, secret: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
  const plain = new TextEncoder().encode(secret)
  const cipher = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain))
  return `v1.${toBase64Url(iv)}.${toBase64Url(cipher)}`
}

/** The secret again; throws when the text was altered or the key is another one. */
export async function unseal(key: CryptoKey, sealed: string): Promise<string> {
  const [scheme, iv, cipher] = sealed.split('.')
  if (scheme !== 'v1' || !iv || !cipher) throw new Error('an encrypted value is malformed')
  const algorithm = { name: 'AES-GCM', iv: fromBase64Url(iv) }
  try {
    return new TextDecoder().decode(
      await crypto.subtle.decrypt(algorithm, key, fromBase64Url(cipher)),
    )
  } catch (cause) {
    throw new Error(
      'an encrypted value cannot be read: DB_ENCRYPTION_KEY is not the one it was written with',
      { cause },
    )
  }
}
