import type * as z from 'zod'
import { AppError, invalid, InvalidError } from '../errors.ts'
import { issuesOf } from './endpoint.ts'
import type { AppContext } from './env.ts'

/** A file that came with a request, and the other fields of its form. */
export interface Upload {
  file: ReadableStream<Uint8Array>
  fields: Record<string, string>
}

/**
 * The file of a request: its whole body, or the field `file` of a form.
 *
 * @param types the media types a whole body may have; one without a type is believed
 * @throws AppError UNSUPPORTED_MEDIA_TYPE for other types, InvalidError when there is no file
 */
export async function uploadOf(c: AppContext, types: readonly string[]): Promise<Upload> {
  const [type = ''] = (c.req.header('content-type') ?? '').toLowerCase().split(';')
  if (type.trim() === 'multipart/form-data') return formUpload(c)
  if (type !== '' && !types.includes(type.trim())) {
    const message = `send the file with Content-Type: ${types[0] ?? ''}, or as field "file" of a multipart/form-data form; not as ${type}`
    throw new AppError('UNSUPPORTED_MEDIA_TYPE', message, { accepted: types })
  }
  const { body } = c.req.raw
  if (!body) throw invalid('', 'the body is empty: it must be the file', 'empty')
  return { file: body, fields: {} }
}

async function formUpload(c: AppContext): Promise<Upload> {
  const form = await c.req.raw.formData().catch(() => undefined)
  if (!form) throw invalid('', 'the body is no valid multipart/form-data', 'invalid_form')
  const fields = new Map<string, string>()
  let file: Blob | undefined
  for (const [name, value] of form) {
    if (name !== 'file') {
      if (typeof value !== 'string') throw invalid(name, 'is not a known file', 'unrecognized_keys')
      if (fields.has(name)) throw invalid(name, 'must be given once', 'too_many')
      fields.set(name, value)
    } else if (file) throw invalid('file', 'must be one file, not several', 'too_many')
    else file = typeof value === 'string' ? new Blob([value]) : value
  }
  if (!file) throw invalid('file', 'the form has no file in the field "file"', 'required')
  return { file: file.stream(), fields: Object.fromEntries(fields) }
}

/**
 * What the query says, and the fields of the form beside the file, which go first.
 * @throws InvalidError with every problem
 */
export function queryWithFields<T extends z.ZodType>(
  c: AppContext,
  schema: T,
  fields: Record<string, string>,
): z.infer<T> {
  const result = schema.safeParse({ ...c.req.query(), ...fields })
  if (!result.success) throw new InvalidError(issuesOf(result.error, 'form'))
  return result.data
}
