import type { OpenAPIHono } from '@hono/zod-openapi'
import { expect } from 'vitest'
import type { DatabaseKind } from '#shared/db/open-database.ts'
import type { AppEnv } from '#shared/http/env.ts'
import { contentsOf } from './contents.ts'
import { expectDeclared } from './contract.ts'
import { concretePath, type Operation } from './operations.ts'
import { as, setUpMara, type TestSession } from './people.ts'
import { faultsOf } from './refusal.ts'
import { type TestApp, testApp } from './test-app.ts'

/** What is hostile about a request; the rest of it is as it should be. */
export interface Attack {
  /** Sent to the byte; `json` when it is made of a value. */
  body?: BodyInit
  json?: unknown
  /** Instead of the path with well-formed ids. */
  path?: string
  query?: string
  headers?: Record<string, string>
}

/** Attacks an app as the owner, who may do everything, and notes every answer that is no refusal. */
export interface HostileCaller extends AsyncDisposable {
  t: TestApp
  mara: TestSession
  ask(operation: Operation, attack: Attack): Promise<Response>
  /** Asks, and notes what is wrong with the answer under that name. */
  attack(operation: Operation, name: string, attack: Attack, statuses: number[]): Promise<Response>
  note(fault: string): void
  /** Asserts that every attack was refused as it should be and that nothing was written. */
  expectRefused(atLeast?: number): Promise<void>
}

export async function hostileCaller(
  app: OpenAPIHono<AppEnv>,
  database: DatabaseKind = 'sqlite',
): Promise<HostileCaller> {
  const t = await testApp(app, { database })
  // A person, because there are endpoints that no machine may call.
  const mara = await setUpMara(t)
  const before = await contentsOf(t.db)
  const faults: string[] = []
  let attacks = 0

  const caller: HostileCaller = {
    t,
    mara,
    async ask(operation, { body, json, path, query = '', headers }) {
      // No attack may be stopped by a limit on guessing before its input is looked at.
      if (operation.path.startsWith('/auth/')) {
        await t.seed((tx) => tx.deleteFrom('rateCounter').execute())
      }
      const signedIn = operation.access === 'public' ? {} : as(mara)
      const type = json === undefined && body === undefined ? {} : jsonType
      const address = `${path ?? concretePath(operation)}${query}`
      const res = await t.root.request(`/api${address}`, {
        method: operation.method,
        headers: { ...signedIn, ...type, ...headers },
        ...(body !== undefined && { body, duplex: 'half' }),
        ...(json !== undefined && { body: JSON.stringify(json) }),
      })
      await expectDeclared(app, operation.method, address, res)
      return res
    },
    async attack(operation, name, attack, statuses) {
      attacks += 1
      const res = await caller.ask(operation, attack)
      const answer = res.clone()
      for (const fault of await faultsOf(answer, statuses)) {
        faults.push(`${operation.method} ${operation.path}, ${name}: ${fault}`)
      }
      return res
    },
    note: (fault) => void faults.push(fault),
    async expectRefused(atLeast = 1) {
      expect(faults).toEqual([])
      expect(attacks).toBeGreaterThanOrEqual(atLeast)
      expect(await contentsOf(t.db)).toEqual(before)
    },
    [Symbol.asyncDispose]: () => t[Symbol.asyncDispose](),
  }
  return caller
}

const jsonType = { 'content-type': 'application/json' }
