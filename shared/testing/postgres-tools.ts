import { spawnSync } from 'node:child_process'
import postgres from 'postgres'
import { inject } from 'vitest'

/**
 * Why backups of PostgreSQL cannot be tried here, in words for the name of a test; undefined where
 * they can: its own programs must be there, and not older than the server.
 */
export async function whyNoPostgresTools(): Promise<string | undefined> {
  for (const program of ['pg_dump', 'pg_restore']) {
    const { status, stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' })
    if (status !== 0) return `${program} is not installed`
    const [, major] = /(\d+)/.exec(stdout) ?? []
    const server = await serverVersion()
    if (Number(major) < server) return `${program} ${major} is older than the server, ${server}`
  }
  return undefined
}

async function serverVersion(): Promise<number> {
  const sql = postgres(inject('postgresUrl'), { max: 1, onnotice: () => {} })
  try {
    const [row] = await sql<{ version: string }[]>`
      select current_setting('server_version_num') as version`
    return Math.floor(Number(row?.version) / 10_000)
  } finally {
    await sql.end()
  }
}
