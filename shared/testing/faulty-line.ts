import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * What may happen to a request on its way:
 * - `refused`: it never arrives
 * - `answer lost`: it is worked on to its end, but the connection breaks before the answer
 * - `answer cut`: the connection breaks in the middle of the answer's body
 * - `no answer`: it never arrives, and the connection stays open
 * - `bad gateway`: a proxy answers for a server that it does not reach
 */
export type Fault = 'refused' | 'answer lost' | 'answer cut' | 'no answer' | 'bad gateway'

export interface FaultyLine extends AsyncDisposable {
  url: string
  /** What happens to the next requests, the first of these to the very next; then nothing. */
  faults: Fault[]
  /** Every request that came in, as method and path. */
  seen: string[]
}

/** A real connection to a server that breaks when the test says so. */
export async function faultyLine(target: { port: number }): Promise<FaultyLine> {
  const seen: string[] = []
  const faults: Fault[] = []
  const line = createServer((incoming, outgoing) => {
    seen.push(`${incoming.method ?? ''} ${incoming.url ?? ''}`)
    const fault = faults.shift()
    if (fault === 'refused') incoming.socket.destroy()
    else if (fault === 'bad gateway') outgoing.writeHead(502).end('<h1>Bad Gateway</h1>')
    else if (fault !== 'no answer') forward(target.port, incoming, outgoing, fault)
  })
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve))
  const { port } = line.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    faults,
    seen,
    async [Symbol.asyncDispose]() {
      line.closeAllConnections()
      await new Promise((resolve) => line.close(resolve))
    },
  }
}

function forward(
  port: number,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  fault: Fault | undefined,
): void {
  const { method, url, headers } = incoming
  const onward = request({ port, method, path: url, headers, agent: false }, (answer) => {
    const chunks: Buffer[] = []
    answer.on('data', (chunk: Buffer) => chunks.push(chunk))
    answer.on('end', () => {
      const body = Buffer.concat(chunks)
      if (fault === 'answer lost') return incoming.socket.destroy()
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers)
      if (fault === undefined) return outgoing.end(body)
      return outgoing.write(body.subarray(0, body.length / 2), () => incoming.socket.destroy())
    })
  })
  onward.on('error', () => incoming.socket.destroy())
  incoming.pipe(onward)
}
