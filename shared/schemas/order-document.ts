import * as z from 'zod'

export const DocumentQuery = z.strictObject({
  format: z.enum(['html', 'pdf']).default('html').describe('a page to print, or a PDF'),
})
export type DocumentQuery = z.infer<typeof DocumentQuery>
