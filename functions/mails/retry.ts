import * as z from 'zod'
import { defineRoute, endpoint, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { Mail } from '#shared/schemas/mails.ts'
import { id } from '#shared/schemas/values.ts'
import { retryMail } from '#shared/services/mails/retry.ts'

const route = defineRoute({
  method: 'post',
  path: '/mails/{id}/retry',
  access: 'mails:write',
  tags: ['mails'],
  summary: 'Send a failed mail again',
  request: { params: z.object({ id: id('mail') }) },
  responses: {
    200: jsonReply(Mail, 'The mail, queued'),
    404: problemReply('There is no such mail'),
    409: problemReply('The mail has not failed'),
  },
})

export default endpoint().openapi(route, async (c) =>
  c.json(await retryMail(c.get('ctx'), c.req.valid('param').id), 200),
)
