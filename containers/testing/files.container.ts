import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import { temporaryFolder } from '#shared/testing/temporary-folder.ts'
import { run } from './shell.ts'
import { Stack } from './stack.ts'

const root = join(import.meta.dirname, '../..')
const shellScripts = globSync(['nginx/*.sh', 'containers/**/*.sh', '.ci/run'], { cwd: root })
const yaml = globSync(['docker-compose.yml', 'containers/**/*.yml', '.github/**/*.yml'], { cwd: root }) // prettier-ignore

/** Whether a program is installed; what needs one that is not is left out. */
async function has(program: string): Promise<boolean> {
  return (await run('sh', ['-c', `command -v ${program}`])).code === 0
}

describe('docker-compose.yml', () => {
  it.each(['', 'postgres', 'cache', 'mail', 'backup', '*'])(
    'is what Compose understands, without a warning, with the profile "%s"',
    async (profile) => {
      const profiles = profile === '' ? [] : [profile]
      const stack = await Stack.make('files')
      const asked = new Stack({ ...stack.handle, profiles })
      expect(await asked.try(['config', '--quiet'])).toMatchObject({ code: 0, printed: '' })
      await stack[Symbol.asyncDispose]()
    },
  )

  it('holds every service to the same rules', async () => {
    const stack = new Stack({ ...inject('stack'), profiles: ['*'] })
    const { services } = JSON.parse(await stack.compose(['config', '--format', 'json'])) as {
      services: Record<string, Record<string, unknown>>
    }
    expect(Object.keys(services).length).toBeGreaterThan(7)
    for (const [name, service] of Object.entries(services)) {
      expect(service, name).toMatchObject({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
        logging: { driver: 'json-file', options: { 'max-size': '10m', 'max-file': '5' } },
        image: expect.stringMatching(/:[\w.-]*\d/),
        user: expect.stringMatching(/^(?!0|root)/),
        cpus: expect.any(Number),
        mem_limit: expect.any(String),
        pids_limit: expect.any(Number),
        restart: expect.stringMatching(/^(unless-stopped|no)$/),
        healthcheck: expect.any(Object),
      })
      if (service['restart'] !== 'no') expect(service['stop_grace_period'], name).toBeTruthy()
      expect(service['privileged'] ?? false, name).toBe(false)
      expect(service['network_mode'] ?? 'own', name).not.toBe('host')
    }
  })

  it('builds images of the version of package.json', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      version: string
    }
    const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8')
    const tags = [...text.matchAll(/\bstockroom-\w+:([\w.-]+)\}/g)].map(([, tag]) => tag)
    expect(new Set([...tags, /VERSION:-([\w.-]+)\}/.exec(text)?.[1]])).toEqual(new Set([version]))
  })

  it('has a way for Podman, which refuses what older engines do not know', async () => {
    const files = ['containers/podman.yml']
    const stack = new Stack({ ...inject('stack'), profiles: ['*'], files })
    expect(await stack.compose(['config'])).not.toContain('start_interval')
  })

  it('names images by variables with a fixed version', () => {
    const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8')
    const references = [...text.matchAll(/^ +image: (.*)$/gm)].map(([, reference]) => reference)
    expect(references.length).toBeGreaterThan(7)
    for (const reference of references) {
      expect(reference).toMatch(/^\$\{\w+_IMAGE:-[\w./-]+:[\w.-]*\d+\.\d+[\w.-]*\}$/)
    }
  })
})

describe('the scripts', () => {
  it.for(shellScripts)('%s pleases shellcheck', async (script, context) => {
    if (!(await has('shellcheck'))) return context.skip('shellcheck is not installed')
    expect((await run('shellcheck', [join(root, script)])).printed).toBe('')
  })

  it.for(yaml)('%s pleases yamllint', async (file, context) => {
    if (!(await has('yamllint'))) return context.skip('yamllint is not installed')
    const rules = `{extends: default, rules: {line-length: disable, document-start: disable, braces: {max-spaces-inside: 1}, truthy: {check-keys: false}, comments: {min-spaces-from-content: 1}}}` // prettier-ignore
    expect((await run('yamllint', ['-s', '-d', rules, join(root, file)])).printed).toBe('')
  })
})

/** What testssl.sh says that is so on purpose, by the beginning of the finding's id. */
const explained = [
  // A self-signed certificate has no authority behind it; with one of your own these are gone.
  'cert_chain_of_trust',
  'cert_trust',
  'cert_revocation',
  'cert_notAfter',
  'overall_grade',
  // Compression can tell of a secret that stands beside what an attacker chose. Pages hold none,
  // answers with tokens are not compressed, and cookies do not travel with requests of other sites.
  'BREACH',
]

describe('testssl.sh', () => {
  it('finds nothing above LOW that is not explained', async (context) => {
    if (!(await has('testssl'))) return context.skip('testssl.sh is not installed')
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'findings.json')
    const { httpsPort } = inject('stack')
    const flags = ['--quiet', '--color', '0', '--warnings', 'off', '--ip', '127.0.0.1']
    const place = ['--jsonfile', file, `localhost:${httpsPort}`]
    await run('testssl', [...flags, ...place], { timeoutMs: 600_000 })
    const findings = JSON.parse(readFileSync(file, 'utf8')) as { id: string; severity: string }[]
    const bad = findings.filter(({ severity }) => ['MEDIUM', 'HIGH', 'CRITICAL'].includes(severity))
    expect(bad.filter(({ id }) => !explained.some((name) => id.startsWith(name)))).toEqual([])
    expect(findings.length).toBeGreaterThan(50)
  }, 700_000)
})
