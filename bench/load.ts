import { connect } from 'node:net'

export interface LoadResult {
  requestsPerSecond: number
  p50Ms: number
  p95Ms: number
  /** Answers by status. */
  statuses: Map<number, number>
}

export interface Load {
  port: number
  /** One request as bytes on the wire, made anew for each. */
  request: () => string
  connections: number
  seconds: number
  /**
   * Keeps this process from sleeping: to wake it costs a server more, the fewer requests it answers
   * in a second, which two servers are then not compared fairly by. Takes a core for itself.
   */
  awake?: boolean
}

const headerEnd = Buffer.from('\r\n\r\n')

/** A GET as bytes on the wire. */
export function get(path: string, headers: Record<string, string> = {}): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `GET ${path} HTTP/1.1\r\nhost: localhost\r\n${lines.join('')}\r\n`
}

/** A POST of JSON as bytes on the wire. */
export function post(path: string, body: object, headers: Record<string, string> = {}): string {
  const text = JSON.stringify(body)
  const all = {
    ...headers,
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(text)),
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return `POST ${path} HTTP/1.1\r\nhost: localhost\r\n${lines.join('')}\r\n${text}`
}

/**
 * Closed-loop load over keep-alive connections: each sends its next request when the answer to the
 * last one is there. Raw sockets, because a comfortable client costs more than the server measured.
 */
export async function drive(load: Load): Promise<LoadResult> {
  const latencies: number[] = []
  const statuses = new Map<number, number>()
  const start = performance.now()
  const until = start + load.seconds * 1000
  const stayAwake = () => {
    if (performance.now() < until) setImmediate(stayAwake)
  }
  if (load.awake) stayAwake()
  await Promise.all(
    Array.from({ length: load.connections }, () => oneConnection(load, until, latencies, statuses)),
  )
  const elapsed = (performance.now() - start) / 1000
  latencies.sort((a, b) => a - b)
  return {
    requestsPerSecond: latencies.length / elapsed,
    p50Ms: quantile(latencies, 0.5),
    p95Ms: quantile(latencies, 0.95),
    statuses,
  }
}

/** The value below which this share of a sorted list lies. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

function oneConnection(
  { port, request }: Load,
  until: number,
  latencies: number[],
  statuses: Map<number, number>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    let pending = Buffer.alloc(0)
    let sentAt = 0
    const send = () => {
      sentAt = performance.now()
      socket.write(request())
    }
    socket.once('connect', send)
    socket.once('error', reject)
    socket.once('close', () => resolve())
    socket.on('data', (chunk) => {
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk])
      const answer = completeAnswer(pending)
      if (!answer) return
      pending = pending.subarray(answer.length)
      const now = performance.now()
      latencies.push(now - sentAt)
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
      if (now < until) send()
      else socket.end()
    })
  })
}

/** Status and length of the answer at the front, or undefined while it is not all there. */
function completeAnswer(bytes: Buffer): { status: number; length: number } | undefined {
  const end = bytes.indexOf(headerEnd)
  if (end < 0) return undefined
  const head = bytes.toString('latin1', 0, end)
  const status = Number(head.slice(9, 12))
  const length = /\r\ncontent-length: (\d+)/i.exec(head)
  if (length) {
    const total = end + headerEnd.length + Number(length[1])
    return bytes.length >= total ? { status, length: total } : undefined
  }
  const last = bytes.indexOf('\r\n0\r\n\r\n', end)
  return last < 0 ? undefined : { status, length: last + 7 }
}
