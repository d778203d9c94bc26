import { describe, expect, it } from 'vitest'
import { ApiProblem, problemOf, unreachable } from './problem.ts'

const refused = {
  type: '/problems/insufficient-stock',
  title: 'Not enough stock',
  status: 400,
  detail: 'MUG-01 has 3 available, 5 were asked for.',
  requestId: 'req_1',
}

interface Answer {
  status: number
  statusText?: string
  type?: string
  id?: string
}

function answer(body: string, { type, id, ...init }: Answer): Response {
  const headers = new Headers({ 'content-type': type ?? 'application/problem+json' })
  if (id !== undefined) headers.set('x-request-id', id)
  return new Response(body, { ...init, headers })
}

describe('a problem of the API', () => {
  it('is known by the last word of its type, and says its detail', async () => {
    const problem = await problemOf(answer(JSON.stringify(refused), { status: 400 }))
    expect(problem).toBeInstanceOf(ApiProblem)
    expect(problem.code).toBe('insufficient-stock')
    expect(problem.status).toBe(400)
    expect(problem.message).toBe(refused.detail)
    expect(problem.problem).toEqual(refused)
  })

  it('gives what is wrong with each field by its path', () => {
    const problem = new ApiProblem({
      ...refused,
      status: 422,
      errors: [
        { path: 'lines.0.quantity', message: 'must be above zero', code: 'too_small' },
        { path: 'sku', message: 'is required', code: 'invalid_type' },
      ],
    })
    expect([...problem.fields]).toEqual([
      ['lines.0.quantity', 'must be above zero'],
      ['sku', 'is required'],
    ])
  })

  it('has no fields where it names none', () => {
    expect(new ApiProblem(refused).fields.size).toBe(0)
  })

  it('is made up of an answer that tells none, with what helps to find it', async () => {
    const problem = await problemOf(
      answer('<h1>Bad Gateway</h1>', {
        status: 502,
        statusText: 'Bad Gateway',
        type: 'text/html',
        id: 'req_2',
      }),
    )
    expect(problem.code).toBe('unreadable')
    expect(problem.status).toBe(502)
    expect(problem.message).toBe('Bad Gateway')
    expect(problem.problem.requestId).toBe('req_2')
  })

  it('names the status where HTTP/2 gives no words', async () => {
    const problem = await problemOf(answer('', { status: 503, type: 'text/plain' }))
    expect(problem.message).toBe('Status 503')
  })

  it('stands for an answer that never came', () => {
    expect(unreachable()).toMatchObject({ code: 'unreachable', status: 0 })
  })
})
