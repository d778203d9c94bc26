import { describe, expect, it } from 'vitest'
import { toHex } from '../encoding.ts'
import { owaspCost, passwordHasher } from './passwords.ts'
import { nodeScrypt } from './scrypt.node.ts'

const cheap = { logN: 4, r: 8, p: 1 }
const salt = (text: string) => new TextEncoder().encode(text)

describe('scrypt', () => {
  // RFC 7914 §12, of whose 64 bytes a key of 32 has the first half.
  it.each([
    [
      'password',
      'NaCl',
      { logN: 10, r: 8, p: 16 },
      'fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162',
    ],
    [
      'pleaseletmein',
      'SodiumChloride',
      { logN: 14, r: 8, p: 1 },
      '7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2',
    ],
  ])('gives the known answer for %s and %s', async (password, saltText, cost, expected) => {
    expect(toHex(await nodeScrypt(password, salt(saltText), cost))).toBe(expected)
  })

  it('is refused beyond 64 MB instead of taking the machine down', async () => {
    await expect(nodeScrypt('x', salt('y'), { logN: 18, r: 8, p: 1 })).rejects.toThrow()
  })
})

describe('password hashes', () => {
  const hasher = passwordHasher(nodeScrypt, cheap)

  it('say how they were made, and differ for the same password', async () => {
    const [first, second] = [await hasher.hash('secret'), await hasher.hash('secret')]
    expect(first).toMatch(/^scrypt\$4\$8\$1\$[\w-]{22}\$[\w-]{43}$/)
    expect(first).not.toBe(second)
    expect(await hasher.verify('secret', first)).toBe(true)
    expect(await hasher.verify('secret', second)).toBe(true)
    expect(await hasher.verify('secret ', first)).toBe(false)
    expect(await hasher.verify('', first)).toBe(false)
  })

  it('are verified with their own cost, so that the cost may rise', async () => {
    const old = await hasher.hash('secret')
    const dearer = passwordHasher(nodeScrypt, { logN: 6, r: 8, p: 2 })
    expect(await dearer.verify('secret', old)).toBe(true)
    expect(await dearer.hash('secret')).toMatch(/^scrypt\$6\$8\$2\$/)
    expect(hasher.isOutdated(old)).toBe(false)
    expect(dearer.isOutdated(old)).toBe(true)
  })

  it('do not depend on how a keyboard composes its letters', async () => {
    const composed = await hasher.hash('sch\u00f6n \ufb01n')
    expect(await hasher.verify('scho\u0308n fin', composed)).toBe(true)
  })

  it('cost the same when there is none to compare with', async () => {
    const costs: unknown[] = []
    const counting = passwordHasher((password, saltBytes, cost) => {
      costs.push(cost)
      return nodeScrypt(password, saltBytes, cheap)
    })
    expect(await counting.verify('secret', null)).toBe(false)
    expect(costs).toEqual([owaspCost])
  })

  it.each(['', 'plain', 'bcrypt$4$8$1$AAAA$AAAA', 'scrypt$4$8$1$AAAA'])(
    'fail loudly when a stored one is %j',
    async (hash) => {
      await expect(hasher.verify('secret', hash)).rejects.toThrow('malformed')
    },
  )

  it('are made with what OWASP recommends', () => {
    expect(owaspCost).toEqual({ logN: 15, r: 8, p: 3 })
  })
})
