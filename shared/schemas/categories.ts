import * as z from 'zod'
import { id, Instant, pageOf, pageQuery, SearchText, sortHint, text, versioned } from './values.ts'

const categoryFields = {
  name: text(200).describe('unique, whatever its letter case and accents'),
  parentId: id('category').nullable().optional(),
}

export const CreateCategory = z.strictObject(categoryFields).meta({
  id: 'CreateCategory',
  example: { name: 'Kitchen' },
})
export type CreateCategory = z.infer<typeof CreateCategory>

export const UpdateCategory = z
  .strictObject({ ...z.object(categoryFields).partial().shape, ...versioned })
  .meta({ id: 'UpdateCategory', example: { name: 'Kitchen and table', version: 1 } })
export type UpdateCategory = z.infer<typeof UpdateCategory>

export const Category = z
  .object({
    id: id('category'),
    name: z.string(),
    parentId: id('category').nullable(),
    version: z.int(),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Category' })
export type Category = z.infer<typeof Category>

export const CategoryPage = pageOf(Category).meta({ id: 'CategoryPage' })

export const ListCategories = z.strictObject({
  q: SearchText.optional().describe('part of the name'),
  parentId: z
    .union([z.literal('none'), id('category')], 'must be the id of a category, or none')
    .optional()
    .describe('the children of a category; `none` for the first level'),
  sort: z.enum(['name', '-name']).default('name').describe(sortHint),
  ...pageQuery,
})
export type ListCategories = z.infer<typeof ListCategories>
