import { writeFileSync } from 'node:fs'
import { describeDatabase, renderSchema } from '#shared/db/schema-document.ts'
import { migratedSqliteBytes, openSqliteCopy } from '#shared/db/sqlite.node.ts'

// Writes docs/schema.md from a database that was just migrated: `npm run schema`.
const { db, close } = openSqliteCopy(await migratedSqliteBytes())
const target = new URL('../../docs/schema.md', import.meta.url)
writeFileSync(target, renderSchema(await describeDatabase(db)))
await close()
