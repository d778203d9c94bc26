import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '#shared/testing/temporary-folder.ts'
import { output, run } from './shell.ts'
import { Stack } from './stack.ts'

const MB = 1_000_000
const images = [
  { service: 'backend', adds: 15 },
  { service: 'frontend', adds: 60 },
  { service: 'nginx', adds: 10 },
  // Node.js itself is a part of it.
  { service: 'backup', adds: 160 },
]

interface Image {
  Size: number
  Config: { User: string; Env: string[] | null; Labels: Record<string, string> | null }
  RootFS: { Layers: string[] }
}

interface Planned {
  image: string
  build: { args: Record<string, string> }
}

/** What docker-compose.yml says of a service. */
async function planned(service: string): Promise<Planned> {
  const stack = await Stack.make('plan', { profiles: ['postgres', 'backup'] })
  const plan = JSON.parse(await stack.compose(['config', '--format', 'json'])) as {
    services: Record<string, Planned>
  }
  await stack[Symbol.asyncDispose]()
  const found = plan.services[service]
  if (!found) throw new Error(`there is no service ${service}`)
  return found
}

async function inspect(reference: string): Promise<Image> {
  const [image] = JSON.parse(await output('docker', ['image', 'inspect', reference])) as Image[]
  if (!image) throw new Error(`there is no image ${reference}`)
  return image
}

/** The image that an image begins with; an engine that only built with it may have to fetch it. */
async function baseOf({ build }: Planned, service: string): Promise<Image> {
  const name = { nginx: 'NGINX_IMAGE', backup: 'POSTGRES_IMAGE' }[service] ?? 'NODE_IMAGE'
  const reference = build.args[name] ?? ''
  if ((await run('docker', ['image', 'inspect', reference])).code !== 0) {
    await output('docker', ['pull', '--quiet', reference], { timeoutMs: 600_000 })
  }
  return inspect(reference)
}

/** Keys and tokens as they really look; names of them are in any program. */
const secrets = [
  '-----BEGIN [A-Z ]*PRIVATE KEY-----[\\r\\n]+[A-Za-z0-9+/=\\r\\n]{64,}',
  '_authToken=[A-Za-z0-9_-]{8,}',
  '\\b(AKIA|ASIA)[0-9A-Z]{16}\\b',
  '\\bgh[pousr]_[A-Za-z0-9]{36}\\b',
  '\\bxox[abp]-[0-9A-Za-z-]{20,}',
]
/** OpenSSL, which is in it, tests itself with keys that everybody knows; so do base images. */
const publicKeys = '--exclude=usr/local/bin/node'
const forbiddenNames =
  /(^|\/)(\.env(\.[\w.]+)?|\.npmrc|\.git|\.ssh|id_[a-z0-9]+|.*\.(map|key|p12)|.*\.test\.[jt]s|stockroom\.db|secret-key|db-encryption-key)$/

describe.each(images)('the image of $service', ({ service, adds }) => {
  it(`adds at most ${adds} MB to what it is built on`, async () => {
    const plan = await planned(service)
    const [own, base] = [await inspect(plan.image), await baseOf(plan, service)]
    expect(own.RootFS.Layers.slice(0, base.RootFS.Layers.length)).toEqual(base.RootFS.Layers)
    expect((own.Size - base.Size) / MB).toBeLessThanOrEqual(adds)
  })

  it('runs as nobody special and says what it is', async () => {
    const { Config } = await inspect((await planned(service)).image)
    expect(Config.User).toMatch(/^(1000:1000|101:101)$/)
    expect(Config.Labels).toMatchObject({
      'org.opencontainers.image.title': `Stockroom ${service}`,
      'org.opencontainers.image.version': expect.stringMatching(/^\d+\.\d+\.\d+/),
      'org.opencontainers.image.licenses': 'MIT',
    })
  })

  it('holds no secret in a layer of ours, its history or its environment', async () => {
    const { image } = await planned(service)
    await using folder = await temporaryFolder()
    const at = (file: string) => join(folder.path, file)
    await output('docker', ['save', '--output', at('image.tar'), image], { timeoutMs: 300_000 })
    await output('tar', ['-C', folder.path, '-xf', at('image.tar')])
    const [{ Layers }] = JSON.parse(readFileSync(at('manifest.json'), 'utf8')) as [
      { Layers: string[] },
    ]
    const base = (await baseOf(await planned(service), service)).RootFS.Layers.length
    const pattern = secrets.map((one) => `(${one})`).join('|')
    const mine = Layers.slice(base)
    expect(mine.length).toBeGreaterThan(0)
    for (const layer of mine) {
      const names = (await output('tar', ['-tf', at(layer)])).split('\n')
      expect(names.filter((name) => forbiddenNames.test(name))).toEqual([])
      const search = `tar ${publicKeys} -xOf '${at(layer)}' | grep -aPzo -m1 -- '${pattern}'`
      expect((await run('sh', ['-c', search])).stdout, layer).toBe('')
    }
    const history = await output('docker', ['history', '--no-trunc', '--format', '{{.CreatedBy}}', image]) // prettier-ignore
    const { Config } = await inspect(image)
    for (const text of [history, ...(Config.Env ?? [])]) {
      expect(text).not.toMatch(new RegExp(pattern))
      expect(text).not.toMatch(/\b(SECRET_KEY|DB_ENCRYPTION_KEY|\w*PASSWORD|\w*TOKEN)=[^\s"']/)
    }
    for (const value of ownSecrets()) {
      expect(history).not.toContain(value)
      const search = `for layer in ${at('blobs/sha256')}/*; do tar -xOf $layer 2>/dev/null | grep -aqF -- "$VALUE" && echo $layer; done; true`
      const found = await run('sh', ['-c', search], { env: { ...process.env, VALUE: value } })
      expect(found.stdout).toBe('')
    }
  })
})

/** What the operator of this checkout has set. */
function ownSecrets(): string[] {
  const file = join(import.meta.dirname, '../../.env')
  const set = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}
  return Object.entries(set).flatMap(([name, value = '']) =>
    /KEY|TOKEN|PASSWORD|URL/.test(name) && value.length > 12 ? value : [],
  )
}

it('brings no package tree to the backend, and none of the tools to the frontend', async () => {
  const list = async (service: string, folder: string) => {
    const { image } = await planned(service)
    const command = ['run', '--rm', '--network', 'none', '--entrypoint', 'ls', image, '-A', folder]
    return (await output('docker', command)).trim().split('\n')
  }
  const backend = await list('backend', '/app')
  expect(backend).toEqual(expect.arrayContaining(['server.mjs', 'stockroom.mjs', 'LICENSE']))
  expect(backend).not.toContain('node_modules')
  const packages = await list('frontend', '/app/node_modules')
  expect(packages).toContain('next')
  for (const tool of ['typescript', 'ts7', 'vitest', 'esbuild', 'eslint', 'playwright-core']) {
    expect(packages).not.toContain(tool)
  }
})

it('lists the packages inside', async () => {
  const { image } = await planned('backend')
  const file = '/app/stockroom.cyclonedx.json'
  const command = ['run', '--rm', '--network', 'none', image, 'cat', file]
  const { bomFormat, components } = JSON.parse(await output('docker', command)) as {
    bomFormat: string
    components: { name: string }[]
  }
  expect(bomFormat).toBe('CycloneDX')
  const names = components.map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(['hono', 'better-sqlite3', 'next']))
  expect(names).not.toContain('vitest')
})
