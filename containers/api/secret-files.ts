import {
  chmodSync,
  chownSync,
  existsSync,
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { randomToken } from '#shared/encoding.ts'
import { ConfigError } from './config-error.ts'

/** The secrets that a first start makes, by the names of their files in DATA_DIR. */
export const SECRET_FILES = ['secret-key', 'db-encryption-key'] as const

/** Where the secret is kept that a file held before, as long as it may be needed. */
export const previousOf = (file: string) => `${file}.previous`

export interface SecretFileOptions {
  /** Default 0600. */
  mode?: number
  owner?: { uid: number; gid: number } | undefined
  /** The text of the file, where `{name}` is the secret of that name beside it. */
  template?: string
}

/**
 * Makes the file of a secret, unless it is there. Of two that try at once, one gives the file its
 * name, and only when all of it is written.
 * @returns whether it was made
 * @throws ConfigError when it cannot be
 */
export function makeSecretFile(file: string, options: SecretFileOptions = {}): boolean {
  if (existsSync(file)) return false
  const folder = dirname(file)
  const text = options.template === undefined ? randomToken(48) : fill(folder, options.template)
  const draft = `${file}.${randomToken(6)}`
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(draft, text, { mode: 0o600, flag: 'wx' })
    try {
      // Whoever may read it may do so from its first moment on.
      if (options.owner) chownSync(draft, options.owner.uid, options.owner.gid)
      if (options.mode !== undefined) chmodSync(draft, options.mode)
      linkSync(draft, file)
    } finally {
      rmSync(draft)
    }
    return true
  } catch (cause) {
    const { code = '' } = cause as { code?: string }
    // The other one's secret is as good.
    if (code === 'EEXIST' && existsSync(file)) return false
    throw new ConfigError(cannotMake(folder, code), { cause })
  }
}

const cures: Record<string, string> = {
  ENOSPC: 'the disk is full: make room there',
  EACCES: 'it belongs to somebody else: give it to the user that this runs as',
  EPERM: 'it belongs to somebody else: give it to the user that this runs as',
  EROFS: 'it is mounted read-only: mount it writable',
}

function cannotMake(folder: string, code: string): string {
  const cure = cures[code]
  return `DATA_DIR: no file can be made in ${folder} (${code})${cure === undefined ? '' : `, ${cure}`}`
}

function fill(folder: string, template: string): string {
  return template.replaceAll(/\{([\w.-]+)\}/g, (_, name: string) => {
    const path = join(folder, name)
    try {
      return readFileSync(path, 'utf8').trim()
    } catch (cause) {
      throw new ConfigError(`there is no secret ${path}: name it before what is made of it`, {
        cause,
      })
    }
  })
}

/** Puts another secret into a file, wholly or not at all, also over a power cut. */
export function replaceSecretFile(file: string, text: string): void {
  const draft = `${file}.${randomToken(6)}`
  try {
    mkdirSync(dirname(file), { recursive: true })
    const handle = openSync(draft, 'wx', 0o600)
    try {
      writeFileSync(handle, text)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    renameSync(draft, file)
    const folder = openSync(dirname(file), 'r')
    fsyncSync(folder)
    closeSync(folder)
  } catch (cause) {
    if (existsSync(draft)) rmSync(draft)
    throw new ConfigError(cannotMake(dirname(file), (cause as { code?: string }).code ?? ''), {
      cause,
    })
  }
}
