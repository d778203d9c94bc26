import { comment, keyOf, objectType, type Schema, typeOf } from './schema-types.ts'

interface Parameter {
  name: string
  in: string
  required?: boolean
  description?: string
  schema: Schema
}

interface Content {
  content?: Record<string, { schema: Schema }>
}

interface Operation {
  summary: string
  parameters?: readonly Parameter[]
  requestBody?: Content
  responses: Record<string, Content>
  'x-permission'?: string
}

/** The document of the API, as far as the client is made from it. */
export interface ApiDocument {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}

/** What can be called, as the client names it: words and `:parameters` of a path, `$method` at its end. */
interface Branch {
  [name: string]: Branch | string
}

const MADE =
  '// Made from the OpenAPI document by `make client`; a test holds that the two agree.\n'

/** Types of every record and endpoint that the document describes, as the text of a module. */
export function renderTypes({ paths, components }: ApiDocument): string {
  const records = Object.entries(components.schemas).map(([name, schema]) => {
    const head = comment(schema.description)
    if (schema.properties) return `${head}export interface ${name} ${objectType(schema)}`
    return `${head}export type ${name} = ${typeOf(schema)}`
  })
  const tree: Branch = {}
  for (const [path, methods] of Object.entries(paths)) {
    const branch = branchAt(tree, wordsOf(path))
    for (const [method, operation] of Object.entries(methods)) {
      branch[`$${method}`] = signatureOf(operation)
    }
  }
  const head = `${MADE}import type { Answer, CallOptions, Download, Json, NoInput, Refusal, Upload } from './answer.ts'`
  const api = `/** Every endpoint by its path below \`/api\`. */\nexport interface Api ${renderBranch(tree)}`
  return `${[head, ...records, api].join('\n\n')}\n`
}

/** The endpoints that take an `Idempotency-Key`, as the text of a module. */
export function renderRoutes({ paths }: ApiDocument): string {
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { parameters = [] }]) => {
      const isKeyed = parameters.some(({ name }) => name === 'Idempotency-Key')
      return isKeyed ? [`${method.toUpperCase()} /${wordsOf(path).join('/')}`] : []
    }),
  )
  const list = routes.map((route) => `'${route}'`).join(',\n')
  return `${MADE}
/** The endpoints that do a request once, however often it is sent with the same \`Idempotency-Key\`. */
export const idempotentRoutes: ReadonlySet<string> = new Set([${list}])\n`
}

/** `/orders/{id}/lines` → `orders`, `:id`, `lines`. */
function wordsOf(path: string): string[] {
  const words = path.split('/').filter((word) => word !== '')
  return words.map((word) => word.replace(/^\{(.+)\}$/, ':$1'))
}

function branchAt(tree: Branch, words: readonly string[]): Branch {
  return words.reduce((branch, word) => {
    const next = (branch[word] ??= {})
    if (typeof next === 'string') throw new Error(`${word} is an endpoint and a path`)
    return next
  }, tree)
}

function renderBranch(branch: Branch): string {
  const members = Object.entries(branch).map(([name, member]) =>
    typeof member === 'string'
      ? member.replace('$method', name)
      : `${keyOf(name)}: ${renderBranch(member)}`,
  )
  return `{\n${members.join('\n')}\n}`
}

/** A method of the client, with `$method` where its name goes. */
function signatureOf(operation: Operation): string {
  const access = operation['x-permission'] ?? 'public'
  const words = {
    public: 'Needs no sign-in.',
    'signed-in': 'Needs a sign-in.',
  }[access]
  const head = comment(`${operation.summary}. ${words ?? `Needs the permission \`${access}\`.`}`)
  return `${head}$method(${inputOf(operation)}, options?: CallOptions): Promise<${answersOf(operation)}>`
}

function inputOf({ parameters = [], requestBody }: Operation): string {
  const path = parameters.filter((parameter) => parameter.in === 'path')
  const query = parameters.filter((parameter) => parameter.in === 'query')
  const isQueryNeeded = query.some(({ required }) => required)
  const bodies = requestBody?.content ?? {}
  const json = bodies['application/json']
  const parts = [
    ...(path.length > 0 ? [`param: ${fieldsOf(path)}`] : []),
    ...(query.length > 0 ? [`query${isQueryNeeded ? '' : '?'}: ${fieldsOf(query)}`] : []),
    ...(json ? [`json: ${typeOf(json.schema)}`] : []),
    ...(!json && requestBody ? ['body: Upload'] : []),
  ]
  if (parts.length === 0) return 'input?: NoInput'
  const isNeeded = path.length > 0 || isQueryNeeded || requestBody
  return `input${isNeeded ? '' : '?'}: { ${parts.join('; ')} }`
}

/** Parameters of an address are text there, so what is one already fits too. */
function fieldsOf(parameters: readonly Parameter[]): string {
  const fields = parameters.map(({ name, required, description, schema }) => {
    const words = description ?? schema.description
    return `${comment(words)}${keyOf(name)}${required ? '' : '?'}: ${addressType(schema)}`
  })
  return `{\n${fields.join('\n')}\n}`
}

function addressType(schema: Schema): string {
  const types = [schema.type ?? []].flat()
  if (types.includes('integer') || types.includes('number')) return 'number | string'
  if (types.includes('boolean')) return "boolean | 'true' | 'false'"
  return typeOf(schema)
}

function answersOf({ responses }: Operation): string {
  const successes: string[] = []
  const refusals: string[] = []
  for (const [status, { content }] of Object.entries(responses)) {
    if (Number(status) >= 400) refusals.push(status)
    else successes.push(`Answer<${status}, ${bodyType(content)}>`)
  }
  if (refusals.length > 0) successes.push(`Refusal<${refusals.join(' | ')}>`)
  return successes.join(' | ')
}

function bodyType(content: Content['content']): string {
  if (!content) return 'undefined'
  const json = content['application/json']
  return json ? typeOf(json.schema) : 'Download'
}
