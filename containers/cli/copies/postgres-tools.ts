import { spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { CommandError } from '../command.ts'

const LONGEST_COMPLAINT = 2_000

/** The address for PostgreSQL's own programs, with the password apart: arguments can be seen by all. */
export function connectionOf(url: string): { address: string; env: Record<string, string> } {
  const address = new URL(url)
  const password = decodeURIComponent(address.password)
  address.password = ''
  return { address: address.href, env: password === '' ? {} : { PGPASSWORD: password } }
}

/**
 * Runs `pg_dump` or `pg_restore`.
 * @param read takes what the program prints; without it nothing is expected
 * @throws CommandError with what the program complains about, or that it is not there
 */
export async function runTool(
  name: 'pg_dump' | 'pg_restore',
  args: string[],
  {
    env = {},
    read,
  }: { env?: Record<string, string>; read?: (out: Readable) => Promise<void> } = {},
): Promise<void> {
  const child = spawn(name, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let complaint = ''
  child.stderr.on('data', (chunk: Buffer) => {
    if (complaint.length < LONGEST_COMPLAINT) complaint += chunk.toString()
  })
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', (cause: Error & { code?: string }) =>
      reject(cause.code === 'ENOENT' ? new CommandError(missing(name), { cause }) : cause),
    )
    child.once('close', resolve)
  })
  try {
    const [code] = await Promise.all([ended, read ? read(child.stdout) : drain(child.stdout)])
    if (code !== 0) throw new CommandError(`${name} failed: ${complaint.trim() || `code ${code}`}`)
  } catch (error) {
    child.kill()
    // What stopped the reading matters less than what stopped the program, if it said something.
    await ended.catch(() => {})
    throw error
  }
}

async function drain(out: Readable): Promise<void> {
  for await (const _ of out);
}

function missing(name: string): string {
  return `${name} is not found: install the PostgreSQL client (Debian: apt-get install postgresql-client), or with Docker Compose run this in the backup container: \`docker compose run --rm --no-deps backup stockroom …\``
}
