import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Hono } from 'hono'
import { systemActor } from '#shared/auth/actor.ts'
import { ActorCache } from '#shared/auth/actor-cache.ts'
import { API_TOKEN_PREFIX } from '#shared/auth/authenticate.ts'
import { deriveKeys, type Keys } from '#shared/auth/keys.ts'
import { passwordHasher } from '#shared/auth/passwords.ts'
import { nodeScrypt } from '#shared/auth/scrypt.node.ts'
import type { Ctx, Platform } from '#shared/context.ts'
import type { DatabaseKind } from '#shared/db/open-database.ts'
import type { Db, Tx } from '#shared/db/types.ts'
import { type Permission, permissions as allPermissions } from '#shared/domain/permissions.ts'
import { randomToken, sha256 } from '#shared/encoding.ts'
import { EventFeed } from '#shared/events/feed.ts'
import { fetchSender } from '#shared/events/webhook-sender.ts'
import type { AppEnv } from '#shared/http/env.ts'
import { type HttpOptions, onPlatform } from '#shared/http/platform.ts'
import { newId } from '#shared/ids.ts'
import type { Log } from '#shared/log.ts'
import { expectDeclared } from './contract.ts'
import { freshDatabase } from './databases.ts'

export interface TestOptions {
  /** What the requests may do; nothing is signed in without it. */
  permissions?: readonly Permission[]
  database?: DatabaseKind
  /** When the test begins. */
  now?: string
  /** Lets webhooks be private addresses, such as a receiver in the test. */
  allowPrivate?: boolean
  http?: Partial<HttpOptions>
}

/** Cheap, but the real thing: the parameters are stored with each hash. */
const testCost = { logN: 4, r: 8, p: 1 }
let keys: Promise<Keys> | undefined

export interface TestApp extends AsyncDisposable {
  db: Db
  platform: Platform
  root: Hono<AppEnv>
  /** The bearer token that `send` uses. */
  token: string | undefined
  /**
   * Sends JSON as the test's actor; further headers may replace the sign-in. An answer that the
   * contract of the endpoint does not declare fails the test.
   */
  send(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Response>
  /** Another bearer token with these permissions. */
  tokenFor(permissions: readonly Permission[]): Promise<string>
  /** The context of a job of the process itself, which may do everything. */
  systemCtx(): Ctx
  /** A write that only prepares the test. */
  seed<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** Lets the injected clock run. */
  advance(ms: number): void
  /** The audit log as `entity.ACTION`, oldest first. */
  auditActions(): Promise<string[]>
  /** Structured log lines so far. */
  logLines: Record<string, unknown>[]
}

/** The app on a database of its own, with the real chain around it. */
export async function testApp(
  app: OpenAPIHono<AppEnv>,
  options: TestOptions = {},
): Promise<TestApp> {
  const database = await freshDatabase(options.database ?? 'sqlite')
  const start = Date.parse(options.now ?? '2026-03-02T10:00:00.000Z')
  let elapsed = 0
  const logLines: Record<string, unknown>[] = []
  keys ??= deriveKeys(
    'test_secret_key_0123456789_0123456789',
    'test_encryption_key_0123456789_012345',
  )
  const log: Log = {
    info: (event, fields) => void logLines.push({ level: 'info', event, ...fields }),
    warn: (event, fields) => void logLines.push({ level: 'warn', event, ...fields }),
    error: (event, error, fields) => {
      logLines.push({ level: 'error', event, ...fields })
      console.error(event, error)
    },
  }
  const platform: Platform = {
    db: database.db,
    writer: database.writer,
    longWriter: database.longWriter,
    now: () => new Date(start + elapsed),
    log,
    passwords: passwordHasher(nodeScrypt, testCost),
    actors: new ActorCache(),
    keys: await keys,
    publicUrl: 'http://localhost:3000',
    mailQueued: () => {},
    eventsWritten: () => {},
    feed: new EventFeed(database.db, log),
    webhookSender: fetchSender({ allowPrivate: options.allowPrivate ?? false }),
    ...(database.backup && { backup: database.backup }),
  }
  const root = onPlatform(platform, app, {
    client: (c) => ({ ip: c.req.header('x-test-ip') ?? '203.0.113.7', https: false }),
    requestsPerMinute: 100_000,
    ...options.http,
  })
  const seed = <T>(work: (tx: Tx) => Promise<T>) => database.writer.transaction().execute(work)
  const tokenFor = (granted: readonly Permission[]) =>
    seed((tx) => seedToken(tx, granted, platform.now()))

  const test: TestApp = {
    db: database.db,
    platform,
    root,
    token: options.permissions && (await tokenFor(options.permissions)),
    tokenFor,
    seed,
    logLines,
    async send(method, path, body, headers = {}) {
      const all: Record<string, string> = { ...headers }
      if (test.token !== undefined) all['authorization'] ??= `Bearer ${test.token}`
      const isText = typeof body === 'string' || body instanceof Uint8Array
      if (body !== undefined && !isText) all['content-type'] ??= 'application/json'
      const payload = isText ? (body as BodyInit) : JSON.stringify(body)
      const init = { method, headers: all, ...(body !== undefined && { body: payload }) }
      const res = await root.request(`/api${path}`, init)
      await expectDeclared(app, method, path, res)
      return res
    },
    systemCtx: () => ({
      ...platform,
      actor: systemActor('test'),
      requestId: newId('request'),
      ip: null,
      userAgent: null,
    }),
    advance: (ms) => void (elapsed += ms),
    async auditActions() {
      const rows = await database.db
        .selectFrom('auditEntry')
        .select(['entity', 'action'])
        .orderBy('id')
        .execute()
      return rows.map((row) => `${row.entity}.${row.action}`)
    },
    async [Symbol.asyncDispose]() {
      platform.feed.close()
      await database.close()
    },
  }
  return test
}

/** An owner whose API token is scoped to the permissions. */
async function seedToken(tx: Tx, granted: readonly Permission[], now: Date): Promise<string> {
  const at = now.toISOString()
  const userId = newId('user')
  const email = `${userId.toLowerCase()}@test.example`
  await tx
    .insertInto('appUser')
    .values({
      id: userId,
      email,
      emailKey: email,
      name: 'Test Owner',
      role: 'owner',
      mfaEnabled: 0,
      mfaLastStep: 0,
      active: 1,
      version: 1,
      createdAt: at,
      updatedAt: at,
    })
    .execute()
  const token = API_TOKEN_PREFIX + randomToken()
  await tx
    .insertInto('apiToken')
    .values({
      id: newId('apiToken'),
      userId,
      name: 'test',
      tokenHash: await sha256(token),
      scopes: JSON.stringify(granted),
      createdAt: at,
      expiresAt: new Date(now.getTime() + 365 * 86_400_000).toISOString(),
    })
    .execute()
  return token
}

/** All permissions but one, for refusal tests. */
export function allBut(permission: Permission): Permission[] {
  return allPermissions.filter((name) => name !== permission)
}
