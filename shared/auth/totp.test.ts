import { describe, expect, it } from 'vitest'
import { newTotpSecret, qrCodeOf, totpStep } from './totp.ts'

/** The secret of RFC 6238, appendix B, in base32. */
const rfcSecret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const at = (seconds: number) => new Date(seconds * 1000)

describe('one-time codes', () => {
  it.each([
    [59, '287082', 1],
    [1111111109, '081804', 37037036],
    [1234567890, '005924', 41152263],
    [20000000000, '353130', 666666666],
  ])('at %i s are those of RFC 6238', async (seconds, code, step) => {
    expect(await totpStep(rfcSecret, code, at(seconds))).toBe(step)
  })

  it('count one step early and late, no more', async () => {
    expect(await totpStep(rfcSecret, '287082', at(60 + 29))).toBe(1)
    expect(await totpStep(rfcSecret, '287082', at(0))).toBe(1)
    expect(await totpStep(rfcSecret, '287082', at(60 + 31))).toBeNull()
  })

  it.each(['', '28708', '2870820', 'abcdef', '287 082', '287083'])('are not %j', async (code) => {
    expect(await totpStep(rfcSecret, code, at(59))).toBeNull()
  })

  it('come from a new secret each time, which the QR code carries', async () => {
    const [first, second] = [
      await newTotpSecret('a b@x.example'),
      await newTotpSecret('c@x.example'),
    ]
    expect(first.secret).not.toBe(second.secret)
    expect(new URL(first.url).searchParams.get('secret')).toBe(first.secret)
    const [plain, other] = [await qrCodeOf(first.url), await qrCodeOf(second.url)]
    expect(plain).not.toBe(other)
    expect(atob(plain.split(',')[1] ?? '')).toContain('<svg')
  })
})
