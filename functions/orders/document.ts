import * as z from 'zod'
import { defineRoute, endpoint, problemReply } from '#shared/http/endpoint.ts'
import { DocumentQuery } from '#shared/schemas/order-document.ts'
import { id } from '#shared/schemas/values.ts'
import { orderDocument } from '#shared/services/orders/document.ts'

const text = { schema: { type: 'string' as const } }

const route = defineRoute({
  method: 'get',
  path: '/orders/{id}/document',
  access: 'orders:read',
  tags: ['orders'],
  summary: 'The order as a page or a PDF for the supplier',
  description:
    'The PDF is set in fonts that every reader has, so it holds Western European letters only: others lose their accents or become `?`, which it says at its foot. The page holds all.',
  request: { params: z.object({ id: id('order') }), query: DocumentQuery },
  responses: {
    200: {
      description: 'The document',
      content: {
        'text/html': text,
        'application/pdf': { schema: { ...text.schema, format: 'binary' } },
      },
    },
    404: problemReply('There is no such order'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const { format } = c.req.valid('query')
  const document = await orderDocument(c.get('ctx'), c.req.valid('param').id, format)
  return c.body(document.body, 200, {
    'content-type': document.type,
    'content-disposition': `inline; filename="${document.fileName}"`,
    ...(document.contentPolicy !== undefined && {
      'content-security-policy': document.contentPolicy,
    }),
  })
})
