import type { OpenAPIHono } from '@hono/zod-openapi'
import type { AppEnv } from '#shared/http/env.ts'
import { documentOf } from '#shared/http/document.ts'
import { idPrefixes } from '#shared/ids.ts'

/** The part of JSON Schema that the OpenAPI document uses. */
export interface JsonSchema {
  $ref?: string
  type?: string | string[]
  properties?: Record<string, JsonSchema>
  items?: JsonSchema
  required?: string[]
  enum?: unknown[]
  minimum?: number
  pattern?: string
  format?: string
  example?: unknown
}

interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  schema: JsonSchema
}

/** One endpoint as its OpenAPI document tells it; what is generated from it covers new ones too. */
export interface Operation {
  method: string
  path: string
  /** `x-permission` */
  access: string
  pathParameters: Parameter[]
  query: Parameter[]
  headers: Parameter[]
  /** The schema of a JSON body; undefined when the endpoint takes none. */
  body: JsonSchema | undefined
  bodyRequired: boolean
  /** The media types of its body. */
  bodyTypes: string[]
}

interface Document {
  paths: Record<string, Record<string, RawOperation>>
  components: { schemas: Record<string, JsonSchema> }
}

interface RawOperation {
  'x-permission'?: string
  parameters?: Parameter[]
  requestBody?: { required?: boolean; content: Record<string, { schema: JsonSchema }> }
}

const ulid = '01JB2QK3V5X7Z9B1D3F5H7J9M1'

export function operationsOf(app: OpenAPIHono<AppEnv>): Operation[] {
  // The library's own types allow every version of OpenAPI; the document is made by us.
  const document = documentOf(app) as unknown as Document
  const resolve = (schema: JsonSchema): JsonSchema => {
    const name = schema.$ref?.split('/').at(-1)
    const target = name === undefined ? schema : (document.components.schemas[name] ?? {})
    return {
      ...target,
      ...(target.items && { items: resolve(target.items) }),
      ...(target.properties && {
        properties: Object.fromEntries(
          Object.entries(target.properties).map(([key, value]) => [key, resolve(value)]),
        ),
      }),
    }
  }
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => {
      const { parameters = [], requestBody } = operation
      const json = requestBody?.content['application/json']
      return {
        method: method.toUpperCase(),
        path,
        access: operation['x-permission'] ?? 'undeclared',
        pathParameters: parameters.filter((parameter) => parameter.in === 'path'),
        query: parameters.filter((parameter) => parameter.in === 'query'),
        headers: parameters.filter((parameter) => parameter.in === 'header'),
        body: json && resolve(json.schema),
        bodyRequired: requestBody?.required ?? false,
        bodyTypes: Object.keys(requestBody?.content ?? {}),
      }
    }),
  )
}

/** The path with well-formed ids that no record has; `given` replaces some of them, unescaped. */
export function concretePath(operation: Operation, given: Record<string, string> = {}): string {
  return operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const parameter = operation.pathParameters.find((candidate) => candidate.name === name)
    return given[name] ?? String(sampleOf(parameter?.schema ?? {}))
  })
}

/** A value that the schema takes; ids in it are well-formed and belong to no record. */
export function sampleOf(schema: JsonSchema): unknown {
  const { type, properties, items, example } = schema
  const [first] = Array.isArray(type) ? type : [type]
  if (schema.enum) return schema.enum[0]
  if (properties) {
    return Object.fromEntries(
      Object.entries(properties).map(([name, property]) => [name, sampleOf(property)]),
    )
  }
  if (example !== undefined) return example
  if (first === 'array') return items ? [sampleOf(items)] : []
  if (first === 'string') return sampleText(schema)
  if (first === 'number' || first === 'integer') return schema.minimum ?? 1
  return first === 'boolean' ? true : null
}

function sampleText({ format, pattern }: JsonSchema): string {
  if (format === 'date-time') return '2026-03-02T10:00:00.000Z'
  const prefix = Object.values(idPrefixes).find((known) => pattern?.startsWith(`^${known}_`))
  return prefix === undefined ? 'quiet-lantern-over-harbour' : `${prefix}_${ulid}`
}

/** Where the fields of that kind stand in a body of the schema, e.g. `['contacts', '0', 'name']`. */
export function fieldsOf(
  schema: JsonSchema,
  isWanted: (field: JsonSchema) => boolean,
  at: string[] = [],
): string[][] {
  return [
    ...(at.length > 0 && isWanted(schema) ? [at] : []),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
      fieldsOf(property, isWanted, [...at, name]),
    ),
    ...(schema.items ? fieldsOf(schema.items, isWanted, [...at, '0']) : []),
  ]
}

/** A copy of a JSON value with something else at the path. */
export function withValueAt(value: unknown, path: readonly string[], put: unknown): unknown {
  const [step, ...rest] = path
  if (step === undefined) return put
  if (Array.isArray(value)) return [withValueAt(value[Number(step)], rest, put)]
  const object = (value ?? {}) as Record<string, unknown>
  return { ...object, [step]: withValueAt(object[step], rest, put) }
}
