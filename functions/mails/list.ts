import { defineRoute, endpoint, jsonReply } from '#shared/http/endpoint.ts'
import { ListMails, MailPage } from '#shared/schemas/mails.ts'
import { listMails } from '#shared/services/mails/list.ts'

const route = defineRoute({
  method: 'get',
  path: '/mails',
  access: 'mails:read',
  compressed: true,
  tags: ['mails'],
  summary: 'List the mails of the outbox, newest first',
  request: { query: ListMails },
  responses: { 200: jsonReply(MailPage, 'A page of mails') },
})

export default endpoint().openapi(route, async (c) =>
  c.json(await listMails(c.get('ctx'), c.req.valid('query')), 200),
)
