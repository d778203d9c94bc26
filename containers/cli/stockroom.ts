import { MigrationError } from '#shared/db/migration-error.ts'
import { AppError } from '#shared/errors.ts'
import { ConfigError } from '../api/config-error.ts'
import { type Command, CommandError, UsageError } from './command.ts'

interface Listed {
  summary: string
  load: () => Promise<Command>
}

/** Each is loaded only when it is asked for: the health check runs every few seconds. */
const commands: Record<string, Listed> = {
  doctor: {
    summary: 'check everything, and say what to do about what is wrong',
    load: async () => (await import('./doctor.ts')).doctor,
  },
  health: {
    summary: 'ask the server on this machine whether it is ready',
    load: async () => (await import('./health.ts')).health,
  },
  backup: {
    summary: 'copy the database, and check the copy',
    load: async () => (await import('./backup.ts')).backup,
  },
  restore: {
    summary: 'put a backup into the place of the database',
    load: async () => (await import('./restore.ts')).restore,
  },
  upgrade: {
    summary: 'bring the database to this version, or leave it as it was',
    load: async () => (await import('./upgrade.ts')).upgrade,
  },
  'rotate-keys': {
    summary: 'exchange the keys, and encrypt everything anew',
    load: async () => (await import('./rotate-keys.ts')).rotateKeys,
  },
  user: {
    summary: 'user reset EMAIL: let somebody in again who cannot sign in',
    load: async () => (await import('./user.ts')).user,
  },
  import: {
    summary: 'import products from a CSV file',
    load: async () => (await import('./import.ts')).importCommand,
  },
  export: {
    summary: 'write everything into files that other programs read',
    load: async () => (await import('./export.ts')).exportCommand,
  },
  monitor: {
    summary: 'compute when products run out, and mail the alerts',
    load: async () => (await import('./monitor.ts')).monitor,
  },
  secrets: {
    summary: 'make the files of secrets that are missing',
    load: async () => (await import('./secrets.ts')).secrets,
  },
  reset: {
    summary: 'delete everything',
    load: async () => (await import('./reset.ts')).reset,
  },
}

async function main([name = 'help', ...args]: string[]): Promise<number> {
  if (['help', '--help', '-h'].includes(name)) return help(args)
  try {
    const command = await find(name)
    if (args.includes('--help') || args.includes('-h')) {
      console.log(command.usage)
      return 0
    }
    return await command.run(args)
  } catch (error) {
    return complain(name, error)
  }
}

async function find(name: string): Promise<Command> {
  // An own one: `constructor` is no command.
  const listed = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!listed) throw new UsageError(`there is no command ${name}`)
  return listed.load()
}

async function help([name]: string[]): Promise<number> {
  if (name !== undefined) return main([name, '--help'])
  const width = Math.max(...Object.keys(commands).map((listed) => listed.length)) + 2
  const lines = Object.entries(commands).map(
    ([listed, { summary }]) => `  ${listed.padEnd(width)}${summary}`,
  )
  console.log(
    `What an operator does with Stockroom.\n\n  stockroom <command> [options]\n\n${lines.join('\n')}\n\nstockroom <command> --help says more about one of them.\n`,
  )
  return 0
}

/** Says in words what was expected to go wrong at times; the rest comes with where it happened. */
function complain(name: string, error: unknown): number {
  if (error instanceof UsageError) {
    const more = Object.hasOwn(commands, name) ? `stockroom ${name} --help` : 'stockroom help'
    console.error(`${error.message}\n\n${more} says more`)
    return 2
  }
  if (error instanceof ConfigError || error instanceof MigrationError) {
    console.error(error.message)
    return 2
  }
  if (error instanceof CommandError || error instanceof AppError) {
    console.error(error.message)
    return 1
  }
  console.error(systemFault(error) ?? error)
  return 1
}

const cures: Record<string, string> = {
  EACCES: 'give it to the user that this runs as',
  EPERM: 'give it to the user that this runs as',
  EROFS: 'it is mounted read-only: name another place',
  ENOSPC: 'the disk is full: make room',
  EDQUOT: 'the quota is used up: make room',
  SQLITE_FULL: 'make room on the disk',
  SQLITE_BUSY: 'another process is at work in the database: try again',
}

/** What the system or the database says, where that is enough; undefined for a fault of ours. */
function systemFault(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const { code, name, message, syscall } = error as Error & { code?: string; syscall?: string }
  const cure = code === undefined ? undefined : cures[code]
  if (cure !== undefined) return `${message}: ${cure}`
  if (syscall !== undefined) return message
  return name === 'PostgresError' ? `PostgreSQL: ${message}` : undefined
}

// Databases, keys and copies are nobody else's business.
process.umask(0o077)
process.exitCode = await main(process.argv.slice(2))
