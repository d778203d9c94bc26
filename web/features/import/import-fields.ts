import type { ImportField } from '#shared/schemas/product-import.ts'

/** What a column may hold; a file must have those that every product has. */
const needs: Readonly<Record<ImportField, 'must' | 'may'>> = {
  sku: 'must',
  name: 'must',
  barcode: 'may',
  description: 'may',
  category: 'may',
  supplier: 'may',
  unit: 'may',
  wholeUnits: 'may',
  price: 'may',
  cost: 'may',
  currency: 'may',
  reorderPoint: 'may',
  reorderQuantity: 'may',
  maxStock: 'may',
  packSize: 'may',
  minimumOrder: 'may',
  leadTimeDays: 'may',
}

export function isImportField(name: string): name is ImportField {
  return name in needs
}

export const importFieldNames: readonly ImportField[] = Object.keys(needs).filter(isImportField)

/** The fields that a mapping still lacks. */
export function missingFields(mapping: Mapping): readonly ImportField[] {
  const given = new Set(Object.values(mapping))
  return importFieldNames.filter((name) => needs[name] === 'must' && !given.has(name))
}

/** Which field a column holds, by its header; null leaves it out. */
export type Mapping = Readonly<Record<string, ImportField | null>>
