import { migratePostgres } from '#shared/db/postgres.ts'

// Brings the PostgreSQL database of functions to this version: DATABASE_URL=… npm run migrate
// Functions do not do so themselves: many of them start at once, and each may be of another version.

const url = process.env['DATABASE_URL'] ?? ''

try {
  if (!/^postgres(ql)?:\/\//.test(url)) throw new Error('set DATABASE_URL to postgres://…')
  const { ran } = await migratePostgres(url)
  console.log(ran.length === 0 ? 'nothing to migrate' : `migrated: ${ran.join(', ')}`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
