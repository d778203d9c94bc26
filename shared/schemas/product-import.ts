import * as z from 'zod'
import { id, QueryFlag, SearchText } from './values.ts'

/** What a column of a file may hold, in the order in which an export writes it. */
export const importFields = [
  'sku',
  'name',
  'barcode',
  'description',
  'category',
  'supplier',
  'unit',
  'wholeUnits',
  'price',
  'cost',
  'currency',
  'reorderPoint',
  'reorderQuantity',
  'maxStock',
  'packSize',
  'minimumOrder',
  'leadTimeDays',
] as const

export type ImportField = (typeof importFields)[number]

const MAX_MAPPED = 500

/** Which field a column holds, by its header; null leaves the column out. */
export const ImportMapping = z
  .record(
    z.string().max(200),
    z.enum(importFields, `must be null or one of ${importFields.join(', ')}`).nullable(),
  )
  .refine((mapping) => Object.keys(mapping).length <= MAX_MAPPED, 'names too many columns')

const mappingText = z
  .string()
  .max(20_000)
  .transform((text, issues) => {
    try {
      return JSON.parse(text) as unknown
    } catch {
      issues.addIssue({ code: 'custom', message: 'must be JSON such as {"Preis":"price"}' })
      return z.NEVER
    }
  })
  .pipe(ImportMapping)

const encodings = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be'] as const
const delimiters = { comma: ',', semicolon: ';', tab: '\t' } as const

/** The query of an import, and the fields beside `file` of a form. */
export const ImportOptions = z.strictObject({
  dryRun: QueryFlag.optional()
    .transform((value) => value ?? false)
    .describe('checks everything and reports what a run would do, but writes nothing'),
  mapping: mappingText
    .optional()
    .transform((value) => value ?? {})
    .meta({
      type: 'string',
      description:
        'JSON object from header to field, for headers that are not recognised; null leaves a column out',
      example: '{"VK netto":"price","Notiz":null}',
    }),
  createMissing: QueryFlag.optional()
    .transform((value) => value ?? true)
    .describe('creates suppliers and categories that do not exist; default true'),
  duplicates: z
    .enum(['first', 'last'])
    .optional()
    .describe('which row counts when rows with the same SKU contradict each other'),
  encoding: z.enum(encodings).optional().describe('found out when left out'),
  delimiter: z
    .enum(['comma', 'semicolon', 'tab'])
    .optional()
    .transform((name) => name && delimiters[name])
    .meta({
      type: 'string',
      enum: Object.keys(delimiters),
      description: 'found out when left out',
    }),
})
export type ImportOptions = z.infer<typeof ImportOptions>

const ImportNote = z
  .object({
    row: z.int().describe('line of the file; the header is line 1'),
    column: z.string().nullable().describe('header as in the file; null when it is about the row'),
    value: z.string().nullable().describe('what stands there, cut to 100 characters'),
    message: z.string(),
    cure: z.string().describe('what to do about it'),
  })
  .meta({ id: 'ImportNote' })

export const ImportReport = z
  .object({
    dryRun: z.boolean(),
    encoding: z.enum(encodings),
    delimiter: z.enum([',', ';', '\t']),
    columns: z.record(z.string(), z.string()).describe('the header of each field'),
    ignoredColumns: z.array(z.string()),
    rows: z.int(),
    created: z.int(),
    updated: z.int(),
    unchanged: z.int(),
    suppliersCreated: z.int(),
    categoriesCreated: z.int(),
    warnings: z.array(ImportNote).describe('at most 1,000'),
    warningCount: z.int(),
    problems: z.array(ImportNote).describe('at most 1,000; empty after a run'),
    problemCount: z.int(),
  })
  .meta({ id: 'ImportReport' })
export type ImportReport = z.infer<typeof ImportReport>

export const ExportProducts = z.strictObject({
  q: SearchText.optional().describe(
    'words; each must begin a word of the name, the SKU or the barcode',
  ),
  supplierId: id('supplier').optional().describe('only products of this supplier'),
  categoryId: id('category').optional().describe('only products of this category itself'),
  bom: QueryFlag.optional().describe('begins with a byte order mark, which old Excel needs'),
})
export type ExportProducts = z.infer<typeof ExportProducts>
