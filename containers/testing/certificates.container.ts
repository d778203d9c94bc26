import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { temporaryFolder } from '#shared/testing/temporary-folder.ts'
import { eventually, output, run } from './shell.ts'
import { Stack } from './stack.ts'

interface Certificate {
  chain: string
  key: string
  authority: string
}

/** A certificate for localhost by an authority of the test's own. */
async function issue(folder: string, name: string, days = '90'): Promise<Certificate> {
  const at = (file: string) => join(folder, `${name}-${file}`)
  const openssl = (...args: string[]) => output('openssl', args)
  const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  const authority = ['-subj', `/CN=${name} authority`, '-addext', 'keyUsage=critical,keyCertSign']
  await openssl('req', '-x509', ...ec, '-days', '90', ...authority, '-keyout', at('ca.key'), '-out', at('ca.pem')) // prettier-ignore
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,DNS:nginx']
  await openssl('req', ...ec, ...names, '-keyout', at('key'), '-out', at('csr'))
  await openssl('x509', '-req', '-in', at('csr'), '-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-days', days, '-copy_extensions', 'copy', '-out', at('pem')) // prettier-ignore
  const read = (file: string) => readFileSync(at(file), 'utf8')
  return { chain: read('pem') + read('ca.pem'), key: read('key'), authority: read('ca.pem') }
}

let stack: Stack
let own: Certificate
let other: Certificate

beforeAll(async () => {
  await using folder = await temporaryFolder()
  own = await issue(folder.path, 'own')
  other = await issue(folder.path, 'other')
  stack = await Stack.make('certificates')
})
afterAll(() => stack[Symbol.asyncDispose]())

/** curl that believes the authority of one certificate only. */
function trusting({ authority }: Certificate): string[] {
  const file = join(stack.handle.folder, 'authority.pem')
  writeFileSync(file, authority)
  return ['-sS', '--cacert', file]
}

/** The sentence with which nginx refuses to start. */
async function refusal(): Promise<string> {
  const { code } = await stack.try(['up', '-d', '--wait', '--wait-timeout', '10', '--no-build', '--force-recreate', 'nginx']) // prettier-ignore
  expect(code).not.toBe(0)
  const [line = ''] = (await stack.logs('nginx')).trim().split('\n')
  await stack.compose(['rm', '--force', '--stop', 'nginx'])
  return (JSON.parse(line) as { event: string }).event
}

describe('nginx alone', () => {
  it('is healthy while the others are absent, with a certificate of its own', async () => {
    await stack.up('nginx')
    const api = await stack.send('GET', '/products')
    expect(api.status).toBe(503)
    expect(await api.json()).toMatchObject({ type: '/problems/unavailable' })
    expect(await (await stack.fetch('/')).text()).toContain('One moment')
    expect(await stack.logs('nginx')).toContain('a self-signed certificate for localhost was made')
    expect((await stack.fetch('/')).headers.get('strict-transport-security')).toBeNull()
  })

  it('stops who tries sign-ins one after the other, before the API is asked', async () => {
    const attempt = () => stack.send('POST', '/auth/login', { email: 'a@b.example', password: 'x' })
    const statuses = []
    let refused
    for (let count = 0; count < 30; count++) {
      const answer = await attempt()
      statuses.push(answer.status)
      if (answer.status === 429) refused = answer
      else await answer.arrayBuffer()
    }
    expect(statuses.slice(0, 20)).toEqual(Array(20).fill(503))
    expect(statuses).toContain(429)
    expect(refused?.headers.get('retry-after')).toBe('60')
    expect(await refused?.json()).toMatchObject({ type: '/problems/rate-limited', status: 429 })
    expect((await stack.send('GET', '/auth/me')).status).toBe(503)
  })
})

describe('a certificate of the user', () => {
  it('is used, and browsers are told to stay with TLS', async () => {
    stack.putCertificate('fullchain.pem', own.chain)
    stack.putCertificate('privkey.pem', own.key)
    await stack.up('--force-recreate', 'nginx')
    const answer = await output('curl', [...trusting(own), '-i', stack.url])
    expect(answer).toMatch(/^strict-transport-security: max-age=\d{8}\r$/m)
  })

  it('is changed by a reload, without a connection lost', async () => {
    stack.putCertificate('fullchain.pem', other.chain)
    stack.putCertificate('privkey.pem', other.key)
    await stack.exec('nginx', 'nginx', '-s', 'reload', '-c', '/etc/stockroom/nginx.conf')
    await eventually(async () => {
      const { code } = await run('curl', [...trusting(other), stack.url])
      if (code !== 0) throw new Error('it still shows the old one')
    })
  })

  it.each([
    ['has no key', () => [own.chain, undefined], /^nginx cannot start: certs\/privkey\.pem is missing/], // prettier-ignore
    ['is only a key', () => [undefined, own.key], /^nginx cannot start: certs\/fullchain\.pem is missing/], // prettier-ignore
    ['has the key of another', () => [own.chain, other.key], /privkey\.pem is not the key of certs\/fullchain\.pem$/], // prettier-ignore
    ['is no certificate', () => ['nothing', own.key], /fullchain\.pem is not a certificate in PEM form$/], // prettier-ignore
    ['has no real key', () => [own.chain, 'nothing'], /privkey\.pem is not a private key in PEM form/], // prettier-ignore
  ])('that %s stops the start with one sentence', async (_, files, sentence) => {
    const [chain, key] = files()
    stack.removeCertificates()
    if (chain !== undefined) stack.putCertificate('fullchain.pem', chain)
    if (key !== undefined) stack.putCertificate('privkey.pem', key)
    expect(await refusal()).toMatch(sentence)
  })

  it('that cannot be read says whose it must be', async () => {
    stack.putCertificate('fullchain.pem', own.chain)
    stack.putCertificate('privkey.pem', own.key, 0o600)
    expect(await refusal()).toContain('cannot be read by user 101: run chown 101 certs/privkey.pem')
  })
})

describe('a proxy in front', () => {
  it('that is no address stops the start with one sentence', async () => {
    stack.removeCertificates()
    stack.handle.env = { TRUSTED_PROXIES: '10.0.0.0/8,balancer' }
    expect(await refusal()).toBe(
      'nginx cannot start: TRUSTED_PROXIES: balancer is neither an address nor a network such as 10.0.0.0/8',
    )
  })

  it('is believed when it is named', async () => {
    stack.handle.env = { TRUSTED_PROXIES: '0.0.0.0/0' }
    await stack.up('nginx')
    await stack.send('GET', '/told', undefined, { 'x-forwarded-for': '203.0.113.9' })
    expect(await stack.logs('nginx')).toMatch(/"ip":"203\.0\.113\.9".*"path":"\/api\/told"/)
  })
})
