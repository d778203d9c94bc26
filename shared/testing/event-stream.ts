/** One block of `text/event-stream`; `data` is undefined in one that only moves the place on. */
export interface StreamBlock {
  id?: string
  retry?: string
  comment?: string
  data?: Record<string, unknown>
}

/** Reads an answer of `GET /api/events` as a browser does, block by block. */
export class EventStream {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>
  readonly #decoder = new TextDecoder()
  #text = ''
  /** The last place that was told. */
  lastId = ''

  constructor(res: Response) {
    if (!res.body) throw new Error(`an answer ${res.status} without a body`)
    this.#reader = res.body.getReader()
  }

  /** The next block; undefined when the stream has ended. */
  async block(): Promise<StreamBlock | undefined> {
    for (;;) {
      const end = this.#text.indexOf('\n\n')
      if (end >= 0) {
        const block = parse(this.#text.slice(0, end))
        this.#text = this.#text.slice(end + 2)
        if (block.id !== undefined) this.lastId = block.id
        return block
      }
      const { done, value } = await this.#reader.read()
      if (done) return undefined
      this.#text += this.#decoder.decode(value, { stream: true })
    }
  }

  /** The data of the next `count` events. */
  async events(count: number): Promise<Record<string, unknown>[]> {
    const found = []
    while (found.length < count) {
      const block = await this.block()
      if (!block) throw new Error(`the stream ended after ${found.length} events`)
      if (block.data !== undefined) found.push(block.data)
    }
    return found
  }

  /** Goes away, as a browser does whose page is closed. */
  close(): Promise<void> {
    return this.#reader.cancel()
  }
}

function parse(text: string): StreamBlock {
  const block: StreamBlock = {}
  for (const line of text.split('\n')) {
    const at = line.indexOf(':')
    const [name, value] = [line.slice(0, at), line.slice(at + 1).replace(/^ /, '')]
    if (name === '') block.comment = value
    else if (name === 'data') block.data = JSON.parse(value) as Record<string, unknown>
    else if (name === 'id' || name === 'retry') block[name] = value
    else throw new Error(`unknown line in a stream: ${line}`)
  }
  return block
}
