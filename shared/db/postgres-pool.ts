import type { Sql } from 'postgres'
import { codeOf } from '../errors.ts'

export type Client = Sql<{ bigint: number }>

/** How long what is on its way on a client that was exchanged may take. */
const GRACE_SECONDS = 10

/** The server, or somebody who may, ended the connection. */
const ended = new Set(['57P01', '57P02'])

/**
 * The client of a database, and another one in its place when it is no good any more. When a server
 * ends a connection on which something is being done, postgres.js keeps what it said, and tells it to
 * whoever has that connection opened anew, of whose own wish it has done nothing yet. If that is a
 * transaction, the connection is never given back: after as many the whole process would wait for ever.
 */
export class PostgresPool {
  readonly #open: () => Client
  #client: Client

  constructor(open: () => Client) {
    this.#open = open
    this.#client = open()
  }

  get client(): Client {
    return this.#client
  }

  /** Asks the client for something, and its successor when it tells of an earlier connection. */
  async ask<T>(question: (client: Client) => PromiseLike<T>): Promise<T> {
    const client = this.#client
    try {
      return await question(client)
    } catch (error) {
      if (!ended.has(codeOf(error))) throw error
      if (client === this.#client) {
        this.#client = this.#open()
        void client.end({ timeout: GRACE_SECONDS })
      }
      return question(this.#client)
    }
  }

  async close(seconds: number): Promise<void> {
    await this.#client.end({ timeout: seconds })
  }
}
