import * as z from 'zod'

/**
 * The rules of OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.1) for the parts of it that we use,
 * and nothing else, so that a misspelt member is found too.
 */

const isPattern = (text: string) => {
  try {
    new RegExp(text, 'u')
    return true
  } catch {
    return false
  }
}

const typeName = z.enum(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'])
const count = z.int().min(0)
const Reference = z.strictObject({
  $ref: z.string().regex(/^#\/components\/schemas\/[A-Za-z0-9._-]+$/),
})

export interface SchemaObject {
  $ref?: string
  type?: string | string[] | undefined
  properties?: Record<string, SchemaObject> | undefined
  pattern?: string | undefined
  [keyword: string]: unknown
}

const inline = z
  .strictObject({
    type: z.union([typeName, z.array(typeName).min(1)]).optional(),
    description: z.string().min(1).optional(),
    format: z.enum(['date', 'date-time', 'email', 'password', 'binary', 'uri']).optional(),
    pattern: z.string().refine(isPattern).optional(),
    enum: z.array(z.unknown()).min(1).optional(),
    const: z.unknown().optional(),
    default: z.unknown().optional(),
    example: z.unknown().optional(),
    minLength: count.optional(),
    maxLength: count.optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    minItems: count.optional(),
    maxItems: count.optional(),
    required: z.array(z.string()).min(1).optional(),
    get properties() {
      return z.record(z.string(), Schema).optional()
    },
    get items() {
      return Schema.optional()
    },
    get additionalProperties() {
      return z.union([z.boolean(), Schema]).optional()
    },
    get propertyNames() {
      return Schema.optional()
    },
    get anyOf() {
      return z.array(Schema).min(1).optional()
    },
    get oneOf() {
      return z.array(Schema).min(1).optional()
    },
    get allOf() {
      return z.array(Schema).min(1).optional()
    },
  })
  .refine(
    ({ required, properties }) => (required ?? []).every((name) => name in (properties ?? {})),
    {
      message: 'requires a property that it does not have',
    },
  )
  .refine(({ type, items }) => ![type].flat().includes('array') || items !== undefined, {
    message: 'is an array of what?',
  })

const Schema: z.ZodType<SchemaObject> = z.union([Reference, inline])

const Header = z.strictObject({ description: z.string().min(1), schema: Schema })

const Parameter = z.strictObject({
  name: z.string().min(1),
  in: z.enum(['path', 'query', 'header', 'cookie']),
  required: z.boolean(),
  description: z.string().min(3),
  schema: Schema,
  example: z.unknown().optional(),
})

const Content = z.record(
  z.string().regex(/^[a-z]+\/[a-z0-9+.-]+$/),
  z.strictObject({ schema: Schema, example: z.unknown().optional() }),
)

const Operation = z.strictObject({
  operationId: z.string().regex(/^[a-z][A-Za-z0-9]+$/),
  summary: z.string().min(5).max(100),
  description: z.string().optional(),
  tags: z.array(z.string()).length(1),
  'x-permission': z.string(),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(Parameter).optional(),
  requestBody: z
    .strictObject({
      required: z.boolean().optional(),
      description: z.string().optional(),
      content: Content,
    })
    .optional(),
  responses: z.record(
    z.string().regex(/^[2-5]\d\d$/),
    z.strictObject({
      description: z.string().min(2),
      headers: z.record(z.string(), Header).optional(),
      content: Content.optional(),
    }),
  ),
})

const methods = z.enum(['get', 'post', 'put', 'patch', 'delete'])

export const OpenApiDocument = z.strictObject({
  openapi: z.string().regex(/^3\.1\.\d$/),
  info: z.strictObject({
    title: z.string(),
    version: z.string(),
    description: z.string(),
    license: z.strictObject({ name: z.string(), url: z.url() }),
  }),
  servers: z.array(z.strictObject({ url: z.string() })),
  tags: z.array(z.strictObject({ name: z.string(), description: z.string().min(5) })),
  components: z.strictObject({
    schemas: z.record(z.string().regex(/^[A-Za-z0-9._-]+$/), Schema),
    parameters: z.strictObject({}),
    securitySchemes: z.strictObject({
      bearer: z.strictObject({
        type: z.literal('http'),
        scheme: z.literal('bearer'),
        description: z.string(),
      }),
      cookie: z.strictObject({
        type: z.literal('apiKey'),
        in: z.literal('cookie'),
        name: z.string(),
        description: z.string(),
      }),
    }),
  }),
  paths: z.record(z.string().regex(/^\//), z.partialRecord(methods, Operation)),
  webhooks: z.strictObject({}),
})
export type OpenApiDocument = z.infer<typeof OpenApiDocument>
export type OpenApiOperation = z.infer<typeof Operation>
