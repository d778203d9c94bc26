/** The part of JSON Schema that the document of the API makes use of. */
export interface Schema {
  $ref?: string
  type?: string | readonly string[]
  enum?: readonly (string | number | boolean | null)[]
  anyOf?: readonly Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: readonly string[]
  additionalProperties?: boolean | Schema
  description?: string
}

/** How TypeScript writes a schema: the name of a shared one, else the type itself. */
export function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) return schema.$ref.split('/').at(-1) ?? ''
  if (schema.enum) return union(schema.enum.map((value) => JSON.stringify(value)))
  if (schema.anyOf) return union(schema.anyOf.map(typeOf))
  if (schema.type === undefined) return 'Json'
  return union([schema.type].flat().map((type) => oneType(schema, type)))
}

function union(types: readonly string[]): string {
  return [...new Set(types)].join(' | ')
}

function oneType(schema: Schema, type: string): string {
  switch (type) {
    case 'integer':
      return 'number'
    case 'array':
      return `(${typeOf(schema.items ?? {})})[]`
    case 'object':
      return objectType(schema)
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return type
    default:
      throw new Error(`there is no type of TypeScript for ${type}`)
  }
}

/** An object with its fields; one that names none holds any JSON, or what it says it holds. */
export function objectType({ properties, required = [], additionalProperties }: Schema): string {
  const isOpen = additionalProperties !== undefined && additionalProperties !== false
  const values = typeof additionalProperties === 'object' ? typeOf(additionalProperties) : 'Json'
  if (!properties) return `{ [name: string]: ${values} }`
  const fields = Object.entries(properties).map(([name, schema]) => {
    const key = required.includes(name) ? keyOf(name) : `${keyOf(name)}?`
    return `${comment(schema.description)}${key}: ${typeOf(schema)}`
  })
  // Any member may be there, so the known ones have to fit among them.
  if (isOpen) fields.push(`[name: string]: ${values} | undefined`)
  return `{\n${fields.join('\n')}\n}`
}

/** A name as the key of an object. */
export function keyOf(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`
}

export function comment(text: string | undefined): string {
  return text === undefined ? '' : `/** ${text.replaceAll('*/', '*\\/')} */\n`
}
