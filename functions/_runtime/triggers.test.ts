import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { app } from '#functions/app.ts'
import { createClient, take } from '#client/index.ts'
import { freshPostgresUrl } from '#shared/testing/databases.ts'
import { mara } from '#shared/testing/people.ts'
import { until } from '#shared/testing/server-process.ts'
import { testApp } from '#shared/testing/test-app.ts'
import { type WebhookReceiver, webhookReceiver } from '#shared/testing/webhook-receiver.ts'
import { buildFunctions } from './build/build.ts'
import { root } from './build/endpoints.ts'
import { backgroundWork, runWork, type Work } from '#shared/jobs/background-work.ts'
import { toLambda } from './lambda.node.ts'
import { startWorker } from './testing/workerd.ts'
import { TRIGGER_PATH, triggerPage } from './triggers.ts'

const token = 'trigger_token_of_the_tests_0123456789'
const folder = mkdtempSync(join(root, 'node_modules/.stockroom-triggers-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const settings = {
  PUBLIC_URL: 'https://stockroom.example',
  SECRET_KEY: 's'.repeat(40),
  DB_ENCRYPTION_KEY: 'd'.repeat(40),
  LOG_LEVEL: 'silent',
}

describe('the page that a schedule calls', () => {
  async function pageWith(tokens: (string | undefined)[], failed: Work['name'][] = []) {
    const ran: string[] = []
    const run = () => {
      ran.push('ran')
      return Promise.resolve({ done: ['mail' as const], failed })
    }
    const t = await testApp(app, { http: { pages: triggerPage({ tokens, run }) } })
    const call = (given?: string, method = 'POST') =>
      t.root.request(TRIGGER_PATH, {
        method,
        ...(given !== undefined && { headers: { authorization: `Bearer ${given}` } }),
      })
    return { ran, call, [Symbol.asyncDispose]: () => t[Symbol.asyncDispose]() }
  }

  it('does the work for whoever knows the token', async () => {
    await using page = await pageWith([undefined, token])
    const res = await page.call(token)
    expect(res.status).toBe(200)
    expect(await res.json()).toEqual({ done: ['mail'], failed: [] })
    expect((await page.call(token, 'GET')).status).toBe(200)
    expect(page.ran).toHaveLength(2)
  })

  it('does nothing for anybody else', async () => {
    await using page = await pageWith([token])
    expect((await page.call()).status).toBe(401)
    expect((await page.call(`${token}x`)).status).toBe(401)
    expect((await page.call('undefined')).status).toBe(401)
    expect(page.ran).toEqual([])
  })

  it('is not there without a token', async () => {
    await using page = await pageWith([undefined])
    expect((await page.call('undefined')).status).toBe(404)
    expect(page.ran).toEqual([])
  })

  it('tells the schedule when something failed', async () => {
    await using page = await pageWith([token], ['monitor'])
    expect((await page.call(token)).status).toBe(500)
  })
})

describe('the background work', () => {
  it('goes on behind a part that fails, which is logged', async () => {
    await using t = await testApp(app)
    const errors: unknown[] = []
    const log = { ...t.platform.log, error: (...args: unknown[]) => void errors.push(args) }
    const broken = () => Promise.reject(new Error('no answer'))
    const works = backgroundWork(t.platform, { transport: undefined, monitorEveryMinutes: 60 })
    const all = works.map((work) => (work.name === 'audit seals' ? { ...work, run: broken } : work))

    const report = await runWork({ log }, all, new AbortController().signal)

    expect(report.failed).toEqual(['audit seals'])
    expect(report.done).toEqual(['events', 'housekeeping', 'monitor', 'webhooks'])
    expect(errors).toHaveLength(1)
  })

  it('begins nothing any more when its time is over', async () => {
    await using t = await testApp(app)
    const works = backgroundWork(t.platform, { transport: undefined, monitorEveryMinutes: 0 })
    const report = await runWork(t.platform, works, AbortSignal.abort())
    expect(report).toEqual({ done: [], failed: [] })
  })

  it('is done by Lambda when EventBridge says so', async () => {
    const { url, drop } = await freshPostgresUrl('stockroom_template')
    const { handler, close } = toLambda(app, { ...settings, DATABASE_URL: url })
    const tick = { source: 'aws.events', 'detail-type': 'Scheduled Event', detail: {} }
    const report = await handler(tick)
    expect(report).toMatchObject({ failed: [] })
    expect(report).toMatchObject({ done: expect.arrayContaining(['audit seals', 'monitor']) })
    await close()
    await drop()
  })
})

/** A Worker with a stand-in for Resend and a webhook of its own. */
async function workerWithReceiver(mails: WebhookReceiver) {
  const outdir = join(folder, 'workers')
  await buildFunctions({ target: 'workers', outdir })
  const { url, drop } = await freshPostgresUrl('stockroom_template')
  mails.answer = (_, res) => void res.end(JSON.stringify({ id: 're_1' }))
  const worker = await startWorker(join(outdir, 'stockroom/worker.js'), {
    ...settings,
    DATABASE_URL: url,
    RESEND_API_KEY: 're_test',
    RESEND_URL: mails.url,
    WEBHOOKS_ALLOW_PRIVATE: 'true',
  })
  const { accessToken } = await take(
    createClient({ url: worker.url }).auth.setup.$post({ json: mara }),
  )
  const api = createClient({ url: worker.url, auth: accessToken ?? '' })
  return { worker, api, stop: () => worker.stop().then(drop) }
}

describe('a Worker', () => {
  it('sends mails and calls webhooks after its answer, and seals by the clock', async () => {
    await using mails = await webhookReceiver()
    await using hooks = await webhookReceiver()
    const { worker, api, stop } = await workerWithReceiver(mails)
    try {
      await take(api.webhooks.$post({ json: { url: hooks.url, types: ['product.*'] } }))
      await take(api.products.$post({ json: { sku: 'A', name: 'Mug' } }))
      const call = await until('the webhook is called', () => hooks.calls[0])
      expect(JSON.parse(call.body)).toMatchObject({ type: 'product.created' })
      await take(api.auth.password.forgot.$post({ json: { email: mara.email } }))
      const mail = await until('the mail is sent', () => mails.calls[0])
      expect(mail.path).toBe('/hooks/emails')
      expect(mail.headers).toMatchObject({ authorization: 'Bearer re_test' })
      expect(JSON.parse(mail.body)).toMatchObject({ to: mara.email })

      expect(await take(api.audit.verify.$get())).toMatchObject({ seals: 0 })
      await worker.tick()
      expect(await take(api.audit.verify.$get())).toMatchObject({ ok: true, unsealedEntries: 0 })
    } finally {
      await stop()
    }
  })
})
