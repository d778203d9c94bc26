import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'

/** The variables of `.env.test`, with which every server and command of a test begins. */
export const testEnv = Object.fromEntries(
  Object.entries(parseEnv(readFileSync(join(import.meta.dirname, '../../.env.test'), 'utf8'))).map(
    ([name, value]) => [name, value ?? ''],
  ),
)
