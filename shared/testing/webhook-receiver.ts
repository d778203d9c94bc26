import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A call as it came in. */
export interface ReceivedCall {
  path: string
  headers: Record<string, string | undefined>
  body: string
}

type Answer = (call: ReceivedCall, res: ServerResponse) => void

export interface WebhookReceiver extends AsyncDisposable {
  url: string
  calls: ReceivedCall[]
  /** What it answers from now on: a status, or whatever the function does. */
  answer: number | Answer
}

/** A real server that takes webhook calls and remembers them. */
export async function webhookReceiver(): Promise<WebhookReceiver> {
  const server = createServer((req, res) => {
    void bodyOf(req).then((body) => {
      const call = { path: req.url ?? '', headers: { ...req.headers } as never, body }
      receiver.calls.push(call)
      if (typeof receiver.answer === 'function') receiver.answer(call, res)
      else res.writeHead(receiver.answer).end('thank you')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const receiver: WebhookReceiver = {
    url: `http://127.0.0.1:${port}/hooks`,
    calls: [],
    answer: 200,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return receiver
}

async function bodyOf(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of req) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

/** The signature that a receiver makes for itself with node:crypto, as the specification says. */
export function expectedSignature(secret: string, { headers, body }: ReceivedCall): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const content = `${headers['webhook-id'] ?? ''}.${headers['webhook-timestamp'] ?? ''}.${body}`
  return `v1,${createHmac('sha256', key).update(content).digest('base64')}`
}
