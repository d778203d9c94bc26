import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfig } from '#containers/api/config.ts'
import { makeSecretFile, replaceSecretFile } from '#containers/api/secret-files.ts'
import { temporaryFolder } from '#shared/testing/temporary-folder.ts'

describe('the file of a secret', () => {
  it('that is there stays as it is', async () => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'deep', 'key')
    expect(makeSecretFile(file)).toBe(true)
    const made = readFileSync(file, 'utf8')
    expect(makeSecretFile(file)).toBe(false)
    expect(readFileSync(file, 'utf8')).toBe(made)
    expect(readdirSync(join(folder.path, 'deep'))).toEqual(['key'])
  })

  it('is exchanged wholly, for its owner alone', async () => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'key')
    writeFileSync(file, 'old', { mode: 0o644 })
    replaceSecretFile(file, 'new')
    expect(readFileSync(file, 'utf8')).toBe('new')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder.path)).toEqual(['key'])
    expect(() => replaceSecretFile('/dev/null/key', 'x')).toThrow(
      'no file can be made in /dev/null',
    )
  })

  it('is not made anew for a server that runs already', async () => {
    await using folder = await temporaryFolder()
    const env = { DATA_DIR: folder.path }
    const config = readConfig(env)
    expect(readConfig(env, { makeSecrets: false })).toEqual(config)
    const file = join(folder.path, 'db-encryption-key')
    rmSync(file)
    expect(() => readConfig(env, { makeSecrets: false })).toThrow(
      `DB_ENCRYPTION_KEY: the file ${file} cannot be read: put it back`,
    )
    expect(existsSync(file)).toBe(false)
  })

  it('of before is read beside the present one', async () => {
    await using folder = await temporaryFolder()
    const old = 'x'.repeat(40)
    writeFileSync(join(folder.path, 'db-encryption-key.previous'), `${old}\n`)
    expect(readConfig({ DATA_DIR: folder.path }).DB_ENCRYPTION_KEY_PREVIOUS).toBe(old)
    const given = { DATA_DIR: folder.path, DB_ENCRYPTION_KEY: 'y'.repeat(40) }
    expect(readConfig(given).DB_ENCRYPTION_KEY_PREVIOUS).toBeUndefined()
  })
})
