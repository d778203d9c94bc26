import { Agent, request } from 'node:http'
import { type AddressInfo, connect, createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openMigrated } from '#containers/api/database.ts'
import { databases, freshPostgresUrl } from '#shared/testing/databases.ts'
import { failedStart, startProcess, until } from '#shared/testing/server-process.ts'
import { temporaryFolder } from '#shared/testing/temporary-folder.ts'

const email = 'mara@shop.example'
const password = 'quiet-lantern-over-harbour'
const STOP_MS = 10_000

interface Answer {
  status: number
  body: string
}

/**
 * Sends a request over a connection that the caller would like to keep.
 * @param onBegun told when the server has taken the request on and waits for its body
 */
function send(
  port: number,
  path: string,
  body: object,
  agent: Agent,
  onBegun: () => void = () => {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', expect: '100-continue' }
    const sent = request({ port, host: '127.0.0.1', path, method: 'POST', headers, agent })
    sent.on('response', (res) => {
      let text = ''
      res.on('data', (chunk: Buffer) => (text += chunk.toString()))
      res.on('end', () => resolve({ status: res.statusCode ?? 0, body: text }))
      res.on('error', reject)
    })
    sent.on('error', reject)
    sent.on('continue', () => {
      onBegun()
      sent.end(JSON.stringify(body))
    })
    sent.flushHeaders()
  })
}

/** Whether somebody new is turned away. */
function isRefused(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => (socket.destroy(), resolve(false)))
    socket.once('error', (error: Error & { code?: string }) =>
      resolve(error.code === 'ECONNREFUSED'),
    )
  })
}

/** A SQLite file or a PostgreSQL database of the test's own, and its address. */
async function ownDatabase(kind: (typeof databases)[number], folder: string) {
  if (kind === 'postgres') return freshPostgresUrl('template0')
  return { url: `sqlite:${join(folder, 'stockroom.db')}`, drop: () => Promise.resolve() }
}

describe.each(databases)('SIGTERM to a server on %s', (kind) => {
  it('lets it answer what it has begun, refuse everybody new, and end with 0', async () => {
    await using folder = await temporaryFolder()
    const { url, drop } = await ownDatabase(kind, folder.path)
    await using agent = Object.assign(new Agent({ keepAlive: true, maxSockets: 8 }), {
      [Symbol.asyncDispose]: () => Promise.resolve(agent.destroy()),
    })
    {
      await using server = await startProcess({ DATA_DIR: folder.path, DATABASE_URL: url })
      const { port } = server
      const owner = { email, password, name: 'Mara Quist' }
      expect((await send(port, '/api/auth/setup', owner, agent)).status).toBe(201)
      // A sign-in spends long on its password; those of one account take turns.
      const count = { begun: 0, answered: 0 }
      const login = () =>
        send(port, '/api/auth/login', { email, password }, agent, () => (count.begun += 1))
      const logins = Array.from({ length: 4 }, () => login().finally(() => (count.answered += 1)))
      await until('the sign-ins are begun', () => count.begun === logins.length)

      const stoppedAt = Date.now()
      server.signal('SIGTERM')
      await until('new connections are refused', () => isRefused(port))
      const answeredBefore = count.answered
      const answers = await Promise.all(logins)
      const answeredAt = Date.now()
      const code = await server.ended

      expect(code).toBe(0)
      expect(Date.now() - stoppedAt).toBeLessThan(STOP_MS)
      // Node would keep the connections open for another five seconds.
      expect(Date.now() - answeredAt).toBeLessThan(4_000)
      expect(answeredBefore).toBeLessThan(answers.length)
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
      expect(answers.every(({ body }) => 'accessToken' in (JSON.parse(body) as object))).toBe(true)
      const events = server.logLines().map((line) => line['event'])
      expect(events.slice(-1)).toEqual(['stopped'])
      expect(events).toContain('stopping')
      expect(server.output.log).not.toContain('"level":"error"')
      const looking = await openMigrated(url)
      const sessions = await looking.db.selectFrom('session').select('id').execute()
      expect(sessions).toHaveLength(5)
      await looking.close()
    }
    await drop()
  }, 90_000)

  it('ends it at once when nothing is to be done, idle connections or not', async () => {
    await using folder = await temporaryFolder()
    const { url, drop } = await ownDatabase(kind, folder.path)
    {
      await using server = await startProcess({ DATA_DIR: folder.path, DATABASE_URL: url })
      const agent = new Agent({ keepAlive: true })
      await send(server.port, '/api/auth/login', { email, password }, agent)
      const idle = connect(server.port, '127.0.0.1')
      await new Promise((resolve) => idle.once('connect', resolve))

      const stoppedAt = Date.now()
      server.signal('SIGTERM')
      server.signal('SIGTERM')

      expect(await server.ended).toBe(0)
      expect(Date.now() - stoppedAt).toBeLessThan(STOP_MS / 2)
      const stops = server.logLines().filter((line) => line['event'] === 'stopping')
      expect(stops).toHaveLength(1)
      agent.destroy()
      idle.destroy()
    }
    await drop()
  }, 60_000)
})

describe('SIGTERM to a server that is still starting', () => {
  it('ends it at once, also where nothing but itself would', async () => {
    const silent = createServer()
    const asked = new Promise<void>((resolve) => silent.once('connection', () => resolve()))
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const { port } = silent.address() as AddressInfo
    await using folder = await temporaryFolder()
    const database = `postgres://stockroom:secret@127.0.0.1:${port}/stockroom`

    const { code, words } = await failedStart(
      { DATA_DIR: folder.path, DATABASE_URL: database },
      asked,
    )

    expect({ code, words }).toEqual({ code: 0, words: '' })
    silent.close()
  })
})
