import { defineRoute, endpoint, jsonReply, MEGABYTE, problemReply } from '#shared/http/endpoint.ts'
import { queryWithFields, uploadOf } from '#shared/http/uploads.ts'
import { ImportOptions, ImportReport } from '#shared/schemas/product-import.ts'
import { importProducts } from '#shared/services/products/import.ts'

/** Browsers send a CSV under any of these. */
const csvTypes = [
  'text/csv',
  'text/plain',
  'text/tab-separated-values',
  'application/csv',
  'application/octet-stream',
  'application/vnd.ms-excel',
]
const bytes = { type: 'string', format: 'binary' } as const

const route = defineRoute({
  method: 'post',
  path: '/products/import',
  access: 'products:write',
  maxBodyBytes: 50 * MEGABYTE,
  tags: ['products'],
  summary: 'Add and change products from a CSV file, all of them or none',
  description:
    'Products are matched by SKU, whatever its letter case; only the columns of the file are written, and an empty cell leaves its field alone. Encoding, delimiter, decimal mark and the usual headers are recognised. Run it with `dryRun=true` first: the report lists every problem with row, column, value and cure.',
  request: {
    query: ImportOptions,
    body: {
      required: true,
      content: {
        'text/csv': { schema: bytes },
        'application/octet-stream': { schema: bytes },
        'multipart/form-data': {
          schema: {
            type: 'object',
            required: ['file'],
            properties: { file: bytes, mapping: { type: 'string' } },
          },
        },
      },
    },
  },
  responses: {
    200: jsonReply(ImportReport, 'What was done, or what a dry run found'),
    409: problemReply('Somebody else took a SKU or a barcode of the file at this moment'),
    415: problemReply('The file is no CSV'),
    422: problemReply('The file has problems; nothing was written. The problem holds the report'),
  },
})

export default endpoint().openapi(route, async (c) => {
  const { file, fields } = await uploadOf(c, csvTypes)
  const options = queryWithFields(c, ImportOptions, fields)
  return c.json(await importProducts(c.get('ctx'), file, options), 200)
})
