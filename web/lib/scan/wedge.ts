export interface WedgeOptions {
  /** A longer pause begins a new burst. */
  pauseMs: number
  /** No person types as fast on the whole; one slow key among fast ones is a busy page. */
  meanMs: number
  fewestCharacters: number
}

const usual: WedgeOptions = { pauseMs: 300, meanMs: 50, fewestCharacters: 6 }
const ends: readonly string[] = ['Enter', 'Tab']

/**
 * Tells a scanner, which types as a keyboard does, from a person. A burst is judged as a whole by
 * its mean: whoever splits it at one slow key gets a wrong code that looks like a right one.
 */
export class Burst {
  readonly #options: WedgeOptions
  #text = ''
  #first = 0
  #last = -Infinity

  constructor(options: WedgeOptions = usual) {
    this.#options = options
  }

  /** Whether a key at this instant begins a burst. */
  isNew(at: number): boolean {
    return at - this.#last > this.#options.pauseMs
  }

  /** Takes a key; the code that it ends, if it ends one. */
  take(key: string, at: number): string | undefined {
    if (this.isNew(at)) {
      this.#text = ''
      this.#first = at
    }
    this.#last = at
    if (key.length === 1) {
      this.#text += key
      return undefined
    }
    if (!ends.includes(key)) return undefined
    const code = this.#text
    this.#text = ''
    const mean = (at - this.#first) / code.length
    return code.length >= this.#options.fewestCharacters && mean <= this.#options.meanMs
      ? code
      : undefined
  }
}

type TextField = HTMLInputElement | HTMLTextAreaElement

/**
 * Listens for a scanner on the whole page. A field that had the focus gets the text back that it had
 * before, and the key at the end of the code reaches nobody.
 *
 * @returns ends it
 */
export function listenWedge(onScan: (code: string) => void): () => void {
  const burst = new Burst()
  let field: TextField | null = null
  let before = ''
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    if (burst.isNew(event.timeStamp)) {
      field = textField(event.target)
      before = field?.value ?? ''
    }
    const code = burst.take(event.key, event.timeStamp)
    if (code === undefined) return
    event.preventDefault()
    event.stopPropagation()
    if (field) restore(field, before)
    onScan(code)
  }
  addEventListener('keydown', onKey, true)
  return () => removeEventListener('keydown', onKey, true)
}

function textField(target: EventTarget | null): TextField | null {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement ? target : null
}

/** As if a person had typed it, so that whoever controls the field learns of it. */
export function restore(field: TextField, value: string): void {
  const owner = Object.getPrototypeOf(field) as object
  Object.getOwnPropertyDescriptor(owner, 'value')?.set?.call(field, value)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
