import type { Migration } from 'kysely/migration'
import * as foundation from './001-foundation.ts'
import * as catalogue from './002-catalogue.ts'

/** Every migration in order. Frozen once released: a change is a new file. */
export const migrations: Readonly<Record<string, Migration>> = {
  '001-foundation': foundation,
  '002-catalogue': catalogue,
}
