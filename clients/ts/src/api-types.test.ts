import { readFileSync } from 'node:fs'
import type { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import type { AppType } from '../../../functions/app.ts'
import { generatedFiles } from '../tools/generated-files.ts'
import type { Body } from './answer.ts'
import type { Api } from './api-types.ts'

describe('the files that are made from the API', () => {
  it('are those that its present document gives', async () => {
    for (const [path, text] of await generatedFiles()) {
      const stale = `${path} is stale: make client`
      expect(readFileSync(path, 'utf8') === text, stale).toBe(true)
    }
  })

  it('agree with the types of the endpoints themselves', () => {
    // The compiler is the test: it names what differs.
    const differences: Nothing<Difference>[] = []
    expect(differences).toEqual([])
  })
})

type Nothing<None extends never> = None

/** What each endpoint takes and gives, as Hono has it from the code. */
type Endpoints = AppType extends Hono<infer _Env, infer Schema, infer _Base> ? Schema : never

/** What the client has at a path: `/orders/:id` is `Api['orders'][':id']`. */
type At<Branch, Path> = Path extends `/${infer Word}/${infer Rest}`
  ? Word extends keyof Branch
    ? At<Branch[Word], `/${Rest}`>
    : never
  : Path extends `/${infer Last}`
    ? Last extends keyof Branch
      ? Branch[Last]
      : never
    : never

type Taken<Method> = Method extends (...args: never[]) => Promise<infer A> ? Body<A> : never
type Sent<Method> = Method extends (input: infer Input, ...rest: never[]) => unknown
  ? Input extends { json: infer Json }
    ? Json
    : undefined
  : never
type Given<Endpoint> = Endpoint extends { status: 200 | 201; output: infer Output } ? Output : never
type Accepted<Endpoint> = Endpoint extends { input: { json: infer Json } } ? Json : undefined

/** A file or nothing at all: Hono knows no type for either. */
type Untyped = Response | undefined
/** What carries any JSON; Hono's own type for that is wider than JSON is. */
type AnyJson =
  'GET /audit' | 'GET /orders/:id/history' | `${string} /auth/preferences${'' | '/:name'}`

type Difference = {
  [Path in Extract<keyof Endpoints, string>]: {
    [Method in Extract<keyof Endpoints[Path], string>]: Compared<
      `${Method extends `$${infer Verb}` ? Uppercase<Verb> : ''} ${Path}`,
      Method extends keyof At<Api, Path> ? At<Api, Path>[Method] : never,
      Endpoints[Path][Method]
    >
  }[Extract<keyof Endpoints[Path], string>]
}[Extract<keyof Endpoints, string>]

type Compared<Name extends string, Method, Endpoint> = [Method] extends [never]
  ? `${Name} is not in the client`
  : Name extends AnyJson
    ? never
    : | ([Taken<Method>] extends [Untyped]
          ? never
          : Same<Taken<Method>, Given<Endpoint>, `${Name} gives something else`>)
      | Same<Sent<Method>, Accepted<Endpoint>, `${Name} takes something else`>

type Same<One, Other, Complaint> = [One] extends [Other]
  ? [Other] extends [One]
    ? never
    : Complaint
  : Complaint
