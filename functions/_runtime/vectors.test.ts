import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import { bundleFunction } from './build/bundle.ts'
import { root } from './build/endpoints.ts'
import { binaries } from './testing/processes.ts'
import { startWorker } from './testing/workerd.ts'

/** Worked out once with Python's hashlib, hmac and cryptography, which share no code with ours. */
const vectors = {
  password: 'scrypt$15$8$3$AAcOFRwjKjE4P0ZNVFtiaQ$usr9hJymL8AqJd3GxZwXtQPiSAJrTjV41eh_qEn1UIU',
  passwordVerified: 'true false',
  totp: '794690',
  totpStep: '59081520',
  jwt: 'eyJhbGciOiJIUzI1NiJ9.eyJzaWQiOiJzZXNfMSIsImlzcyI6InN0b2Nrcm9vbSIsImF1ZCI6ImFjY2VzcyIsInN1YiI6InVzcl8xIiwiaWF0IjoxNzcyNDQ1NjAwLCJleHAiOjE3NzI0NDY1MDB9.SmFeTyCb4sVSJt-GbHSVtINA2do-YpVsHZgrxhMpaPk',
  aesGcm: '4440ca01e3f49f1f7e5eb1914abcfe7b69db41c8',
  sha256: 'fc1c0a47b9f6db30054a160b80261e55b529f337a766af2fa06c08db29321a6e',
  auditSeal: 'a47bf5e26daf06102ca67bfe3a9553a4725ba79a3116a117ce131128e9b32867',
  webhook: 'v1,sSzaLn/B6PrR6PDSAyty1pfjdgV3Wo6ZH8pWOdiQgZk=',
  base64Url: 'AAcOFRwjKjE4P0ZNVFtiaXB3foWMk5qhqK-2vcTL0tng5-71_AMKEQ',
}

const folder = mkdtempSync(join(root, 'node_modules/.stockroom-vectors-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const ports = {
  native: "import { nodeScrypt as scrypt } from '#shared/auth/scrypt.node.ts'\n",
  portable: "import { portableScrypt as scrypt } from '#functions/_runtime/scrypt-portable.ts'\n",
}
const compute = "import { computeVectors } from '#functions/_runtime/testing/vectors.ts'\n"

describe('passwords, codes, tokens, ciphers and hashes', () => {
  it.each([
    ['node', 'native'],
    ['node', 'portable'],
    ['bun', 'native'],
    ['deno', 'native'],
  ] as const)('have the same bytes on %s, with the %s scrypt', async (runtime, port) => {
    const file = join(folder, `${runtime}-${port}.mjs`)
    const print = 'console.log(JSON.stringify(await computeVectors(scrypt)))\n'
    await bundleFunction(ports[port] + compute + print, file, 'node')
    const args = runtime === 'deno' ? ['run', '--allow-all', '--no-config', file] : [file]
    const { stdout } = await promisify(execFile)(binaries[runtime](), args)
    expect(JSON.parse(stdout)).toEqual(vectors)
  })

  it('have the same bytes on workerd', async () => {
    const file = join(folder, 'worker.js')
    const answer = 'Response.json(await computeVectors(scrypt))'
    const worker = `export default { fetch: async () => ${answer} }\n`
    await bundleFunction(ports.portable + compute + worker, file, 'edge')
    const running = await startWorker(file, {})
    try {
      expect(await (await fetch(running.url)).json()).toEqual(vectors)
    } finally {
      await running.stop()
    }
  })
})
