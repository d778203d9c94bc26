import { spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { buildAssets } from '#web/build-assets.ts'

const root = join(import.meta.dirname, '../..')
const web = join(root, 'web')
const shipped = join(web, '.next/standalone')
const stamp = join(web, '.next/stockroom-sources')
const lock = join(root, 'node_modules/.cache/stockroom-web-build')
const LONGEST_BUILD_MS = 300_000

/** What the pages are made of; tests are not. */
const sources = [
  'web/**/*',
  'shared/{schemas,domain}/**/*',
  'clients/ts/src/**/*',
  'package-lock.json',
]
const notSources = ['web/.next/**', 'web/testing/**', '**/*.{test,browser}.*', 'web/next-env.d.ts']

/**
 * Builds the web into `web/.next/standalone`, with all that its server needs beside it, unless that
 * was done since the sources changed last. Whoever else builds at the time is waited for.
 *
 * @returns the program of the server
 */
export async function buildWeb({ onBuild = () => {} } = {}): Promise<string> {
  const unlock = await locked()
  try {
    buildAssets()
    const newest = String(newestSource())
    if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== newest) {
      onBuild()
      await nextBuild()
      cpSync(join(web, '.next/static'), join(shipped, 'web/.next/static'), { recursive: true })
      cpSync(join(web, 'public'), join(shipped, 'web/public'), { recursive: true })
      writeFileSync(stamp, newest)
    }
    return join(shipped, 'web/server.js')
  } finally {
    unlock()
  }
}

/** The last instant at which one of the sources changed. */
function newestSource(): number {
  const files = globSync(sources, { cwd: root, exclude: notSources })
  return Math.max(...files.map((file) => statSync(join(root, file)).mtimeMs))
}

async function nextBuild(): Promise<void> {
  rmSync(shipped, { recursive: true, force: true })
  const program = join(root, 'node_modules/next/dist/bin/next')
  const child = spawn(process.execPath, [program, 'build', 'web'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  const collect = (chunk: Buffer) => (printed += chunk.toString())
  child.stdout.on('data', collect)
  child.stderr.on('data', collect)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0) throw new Error(`next build ended with ${code}:\n${printed}`)
}

/** Waits until nobody else builds. A lock whose holder is no more is nobody's. */
async function locked(): Promise<() => void> {
  const end = Date.now() + LONGEST_BUILD_MS
  mkdirSync(dirname(lock), { recursive: true })
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      return () => rmSync(lock, { force: true })
    } catch (error) {
      if ((error as { code?: string }).code !== 'EEXIST') throw error
      if (!isAlive(Number(readFileSync(lock, 'utf8')))) rmSync(lock, { force: true })
      if (Date.now() > end) throw new Error(`somebody has held ${lock} for five minutes: remove it`)
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

if (import.meta.main) await buildWeb()
