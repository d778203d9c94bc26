import { defineRoute, endpoint, problemReply } from '#shared/http/endpoint.ts'
import { downloadBackup } from '#shared/services/system/backup.ts'

const type = 'application/vnd.sqlite3'

const route = defineRoute({
  method: 'get',
  path: '/backup',
  access: 'backup:read',
  tags: ['system'],
  summary: 'Download a copy of the whole database',
  description:
    'A SQLite file as it is at one moment, while everybody works on. Passwords, codes and tokens are hashed in it, secrets of two-factor sign-in and of webhooks encrypted, all as in the database; everything else can be read. The keys are not in it: keep `DB_ENCRYPTION_KEY` with it. Only owners may, and the audit log tells who did.',
  responses: {
    200: {
      description: 'The file',
      content: { [type]: { schema: { type: 'string' as const, format: 'binary' } } },
    },
    409: problemReply('The database is PostgreSQL: use pg_dump'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const { body, size, fileName } = await downloadBackup(c.get('ctx'))
  return c.body(body, 200, {
    'content-type': type,
    'content-length': String(size),
    'content-disposition': `attachment; filename="${fileName}"`,
  })
})
