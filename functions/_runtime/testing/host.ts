import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pathToFileURL } from 'node:url'
import { HttpRequest, HttpResponse } from '@azure/functions'
import type { AzureAnswer, AzureRequest } from '../azure.node.ts'
import type { LambdaHandler } from '../lambda.node.ts'
import type { NetlifyContext } from '../netlify.node.ts'
import { provideAzureCore } from './azure-core.ts'
import {
  answerOf,
  eventOf,
  type EventForm,
  type GatewayAnswer,
  type SeenRequest,
  SOURCE_IP,
} from './lambda-events.ts'

// Stands for a platform: calls a built function for each HTTP request as the platform would.
//   node host.ts <form> <bundle>

type Host = (seen: SeenRequest) => Promise<{
  statusCode: number
  headers: Iterable<[string, string]>
  body: Uint8Array
}>

async function hostOf(form: string, bundle: string): Promise<Host> {
  const functions = new Map<string, unknown>()
  provideAzureCore((name, handler) => functions.set(name, handler))
  const module = (await import(pathToFileURL(bundle).href)) as Record<string, unknown>
  if (form === 'azure') return azureHost(functions.get('api0') as AzureHandler)
  if (form === 'netlify') return netlifyHost(module['default'] as NetlifyHandler)
  const handler = module['handler'] as LambdaHandler
  return async (seen) =>
    answerOf((await handler(eventOf(form as EventForm, seen))) as GatewayAnswer)
}

type NetlifyHandler = (request: Request, context: NetlifyContext) => Promise<Response>

function netlifyHost(handler: NetlifyHandler): Host {
  return async ({ method, url, headers, body }) => {
    const init = { method, headers, ...(body.length > 0 && { body: Buffer.from(body) }) }
    const request = new Request(`https://stockroom.example${url}`, init)
    const res = await handler(request, { ip: SOURCE_IP })
    return {
      statusCode: res.status,
      headers: res.headers,
      body: new Uint8Array(await res.arrayBuffer()),
    }
  }
}

type AzureHandler = (request: AzureRequest) => Promise<AzureAnswer>

/** With the request and the answer of Azure's own library. */
function azureHost(handler: AzureHandler): Host {
  return async ({ method, url, headers, body }) => {
    const request = new HttpRequest({
      method,
      url: `https://stockroom.example${url}`,
      headers: { ...headers, 'x-forwarded-for': `${SOURCE_IP}:5555` },
      ...(body.length > 0 && { body: { bytes: Buffer.from(body) } }),
    })
    const answer = new HttpResponse(await handler(request))
    const cookies = answer.cookies.map(({ name, value, path = '/' }): [string, string] => [
      'set-cookie',
      `${name}=${encodeURIComponent(value)}; Path=${path}`,
    ])
    const content = new Uint8Array(await answer.arrayBuffer())
    return { statusCode: answer.status, headers: [...answer.headers, ...cookies], body: content }
  }
}

function listenerOf(host: Host): RequestListener {
  return (incoming, outgoing) => {
    void (async () => {
      const seen = await seenOf(incoming)
      const { statusCode, headers, body } = await host(seen)
      outgoing.statusCode = statusCode
      for (const [name, value] of headers) outgoing.appendHeader(name, value)
      outgoing.end(body)
    })().catch((error: unknown) => {
      console.error(error)
      outgoing.statusCode = 502
      outgoing.end()
    })
  }
}

async function seenOf(incoming: IncomingMessage): Promise<SeenRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      [value ?? ''].flat().join(', '),
    ]),
  )
  const { method = 'GET', url = '/' } = incoming
  return { method, url, headers, body: Buffer.concat(chunks) }
}

async function listener(form: string, bundle: string): Promise<RequestListener> {
  if (form !== 'vercel') return listenerOf(await hostOf(form, bundle))
  const module = (await import(pathToFileURL(bundle).href)) as { default: RequestListener }
  return module.default
}

const [form = '', bundle = ''] = process.argv.slice(2)
const server = createServer(await listener(form, bundle))
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  console.log(JSON.stringify({ event: 'ready', port }))
})
