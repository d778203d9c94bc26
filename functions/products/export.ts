import { defineRoute, endpoint } from '#shared/http/endpoint.ts'
import { streamText } from '#shared/http/stream-text.ts'
import { ExportProducts } from '#shared/schemas/product-import.ts'
import { exportProducts } from '#shared/services/products/export.ts'

const route = defineRoute({
  method: 'get',
  path: '/products/export',
  access: 'products:read',
  compressed: true,
  tags: ['products'],
  summary: 'Download the products as CSV',
  description:
    'All columns that an import takes. Cells that a spreadsheet would run as a formula begin with an apostrophe, which an import takes off again.',
  request: { query: ExportProducts },
  responses: {
    200: { description: 'The file', content: { 'text/csv': { schema: { type: 'string' } } } },
  },
})

export default endpoint().openapi(route, async (c) => {
  const text = exportProducts(c.get('ctx'), c.req.valid('query'))
  const day = c.get('ctx').now().toISOString().slice(0, 10)
  return c.body(await streamText(c, text), 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="products-${day}.csv"`,
  })
})
