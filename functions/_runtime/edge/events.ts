type Listener = (...args: never[]) => void

/**
 * The part of Node's `EventEmitter` that the PostgreSQL client uses. In an edge bundle it stands for
 * `node:events`.
 */
export class EventEmitter {
  readonly #listeners = new Map<string, Listener[]>()

  on(name: string, listener: Listener): this {
    this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener])
    return this
  }

  once(name: string, listener: Listener): this {
    const first: Listener = (...args) => {
      this.off(name, first)
      listener(...args)
    }
    return this.on(name, first)
  }

  off(name: string, listener: Listener): this {
    const others = (this.#listeners.get(name) ?? []).filter((known) => known !== listener)
    this.#listeners.set(name, others)
    return this
  }

  removeListener(name: string, listener: Listener): this {
    return this.off(name, listener)
  }

  removeAllListeners(name?: string): this {
    if (name === undefined) this.#listeners.clear()
    else this.#listeners.delete(name)
    return this
  }

  emit(name: string, ...args: never[]): boolean {
    const listeners = this.#listeners.get(name) ?? []
    for (const listener of listeners) listener(...args)
    return listeners.length > 0
  }
}
