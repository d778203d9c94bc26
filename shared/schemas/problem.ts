import * as z from 'zod'

/** Problem details (RFC 9457). Problems of one type carry further members that help. */
export const Problem = z
  .looseObject({
    type: z.string().meta({ example: '/problems/invalid-input' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    requestId: z.string(),
    errors: z
      .array(z.object({ path: z.string(), message: z.string(), code: z.string() }))
      .optional()
      .meta({ description: 'every problem of the input, each with the path to its field' }),
  })
  .meta({ id: 'Problem' })
