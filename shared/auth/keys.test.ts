import { describe, expect, it } from 'vitest'
import { sha256 } from '../encoding.ts'
import { deriveKeys, fingerprint, seal, unseal } from './keys.ts'

const secretKey = 'a secret key of more than 32 characters'
const encryptionKey = 'an encryption key of more than 32 characters'
const secret = 'JBSWY3DPEHPK3PXP – ö 🔑'

/** Every text that differs from the sealed one in one character. */
function tampered(sealed: string): string[] {
  return Array.from(sealed, (character, i) => {
    const other = character === 'A' ? 'B' : 'A'
    return sealed.slice(0, i) + other + sealed.slice(i + 1)
  })
}

describe('sealed secrets', () => {
  it('come back with the same key, also in another process', async () => {
    const keys = await deriveKeys(secretKey, encryptionKey)
    const again = await deriveKeys('another secret key of 32 characters!', encryptionKey)
    const sealed = await seal(keys.encryption, secret)
    expect(await unseal(keys, sealed)).toBe(secret)
    expect(await unseal(again, sealed)).toBe(secret)
  })

  it('look different each time and show nothing of what is in them', async () => {
    const { encryption } = await deriveKeys(secretKey, encryptionKey)
    const [first, second] = [await seal(encryption, secret), await seal(encryption, secret)]
    expect(first).toMatch(/^v1\.[\w-]{16}\.[\w-]+$/)
    expect(first).not.toBe(second)
    expect(first).not.toContain(secret.slice(0, 8))
  })

  it('cannot be read with another key', async () => {
    const { encryption } = await deriveKeys(secretKey, encryptionKey)
    const other = await deriveKeys(secretKey, `${encryptionKey}!`)
    const sealed = await seal(encryption, secret)
    await expect(unseal(other, sealed)).rejects.toThrow('DB_ENCRYPTION_KEY')
  })

  it('come back with the key before, as long as it is kept', async () => {
    const old = await deriveKeys(secretKey, encryptionKey)
    const sealed = await seal(old.encryption, secret)
    const exchanged = await deriveKeys(secretKey, `${encryptionKey}!`, encryptionKey)
    const third = await deriveKeys(secretKey, `${encryptionKey}?`, `${encryptionKey}!`)
    expect(await unseal(exchanged, sealed)).toBe(secret)
    expect(await unseal(exchanged, await seal(exchanged.encryption, secret))).toBe(secret)
    await expect(unseal(third, sealed)).rejects.toThrow('DB_ENCRYPTION_KEY')
  })

  it('cannot be altered, not in a single character', async () => {
    const keys = await deriveKeys(secretKey, encryptionKey, `${encryptionKey}!`)
    const sealed = await seal(keys.encryption, secret)
    // The last character of each part may carry padding bits that mean nothing.
    const lastBits = new Set([sealed.length - 1, sealed.lastIndexOf('.') - 1])
    const altered = tampered(sealed).filter((text, i) => text !== sealed && !lastBits.has(i))
    expect(altered.length).toBeGreaterThan(50)
    for (const text of altered) await expect(unseal(keys, text)).rejects.toThrow(/encrypted/)
  })

  it.each(['', 'v1', 'v1..', 'v2.AAAAAAAAAAAAAAAA.AAAA', 'v1.AAAA.AAAA', 'plain text'])(
    'are not %j',
    async (text) => {
      const keys = await deriveKeys(secretKey, encryptionKey)
      await expect(unseal(keys, text)).rejects.toThrow(/encrypted value/)
    },
  )

  it('need a key that cannot leave the process', async () => {
    const { encryption, signing, fingerprints } = await deriveKeys(secretKey, encryptionKey)
    for (const key of [encryption, signing, fingerprints]) {
      expect(key.extractable).toBe(false)
      await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow()
    }
  })
})

describe('a fingerprint', () => {
  it('is the same for the same text in every process, and nothing without the key', async () => {
    const keys = await deriveKeys(secretKey, encryptionKey)
    const again = await deriveKeys(secretKey, `${encryptionKey}!`)
    const other = await deriveKeys(`${secretKey}!`, encryptionKey)

    const print = await fingerprint(keys, secret)

    expect(print).toMatch(/^[0-9a-f]{64}$/)
    expect(await fingerprint(again, secret)).toBe(print)
    expect(await fingerprint(keys, `${secret}!`)).not.toBe(print)
    expect(await fingerprint(other, secret)).not.toBe(print)
    expect(await fingerprint({ fingerprints: keys.signing }, secret)).not.toBe(print)
    expect(await sha256(secret)).not.toBe(print)
  })
})
