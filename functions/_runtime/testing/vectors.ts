import { generate } from 'otplib/functional'
import { hashSeal, listEntries, NO_SEAL_BEFORE } from '#shared/audit/seal-hash.ts'
import { signAccessToken } from '#shared/auth/access-tokens.ts'
import { deriveKeys } from '#shared/auth/keys.ts'
import { owaspCost, passwordHasher, type Scrypt } from '#shared/auth/passwords.ts'
import { totpStep } from '#shared/auth/totp.ts'
import { sha256, toBase64Url, toHex } from '#shared/encoding.ts'
import { signWebhook } from '#shared/events/signature.ts'
import type { AuditRecord } from '#shared/db/types.ts'

const at = new Date('2026-03-02T10:00:00.000Z')
const bytes = (count: number) => Uint8Array.from({ length: count }, (_, index) => (index * 7) % 256)
/** With a ligature, which is normalised, and letters outside ASCII. */
const password = 'ﬁfteen Brötchen für Zoë'

/** What has to be the same wherever it is computed, as text. */
export async function computeVectors(scrypt: Scrypt): Promise<Record<string, string>> {
  const keys = await deriveKeys('s'.repeat(40), 'd'.repeat(40))
  const derived = await scrypt(password.normalize('NFKC'), bytes(16), owaspCost)
  const { logN, r, p } = owaspCost
  const hash = ['scrypt', logN, r, p, toBase64Url(bytes(16)), toBase64Url(derived)].join('$')
  const isRight = await passwordHasher(scrypt).verify(password, hash)
  const isWrong = await passwordHasher(scrypt).verify(`${password}!`, hash)
  const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
  const code = await generate({ secret, epoch: at.getTime() / 1000 })
  const aes = { name: 'AES-GCM', iv: bytes(12) }
  const sealed = await crypto.subtle.encrypt(aes, keys.encryption, new TextEncoder().encode('Zoë'))
  const start = { number: 1, previousHash: NO_SEAL_BEFORE, sealedAt: at.toISOString() }
  const webhook = { id: 'evt_1', timestamp: at.getTime() / 1000, body: '{"a":"ü"}' }
  return {
    password: hash,
    passwordVerified: `${isRight} ${isWrong}`,
    totp: code,
    totpStep: String(await totpStep(secret, code, at)),
    jwt: await signAccessToken({ keys, now: () => at }, 'usr_1', 'ses_1'),
    aesGcm: toHex(new Uint8Array(sealed)),
    sha256: await sha256('Zoë ✓'),
    auditSeal: await hashSeal(start, await listEntries([entry])),
    webhook: await signWebhook([`whsec_${btoa('k'.repeat(24))}`], webhook),
    base64Url: toBase64Url(bytes(40)),
  }
}

const entry: AuditRecord = {
  id: 'aud_1',
  at: at.toISOString(),
  actorId: 'usr_1',
  actorName: 'Zoë',
  action: 'UPDATE',
  entity: 'product',
  entityId: 'prd_1',
  oldValues: '{"name":"Krug"}',
  newValues: '{"name":"Krüge ✓"}',
  requestId: 'req_1',
  ip: '2001:db8::1',
}
