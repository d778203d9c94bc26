/** A trigger that bounces reads a code twice; a person needs longer for the next one. */
export const WEDGE_REPEAT_MS = 400
/** The code is still before the camera. */
export const CAMERA_REPEAT_MS = 1_500

/** Tells a code that was read twice from a code that was scanned twice. */
export class RepeatGuard {
  readonly #ms: number
  #code = ''
  #at = -Infinity

  constructor(ms: number) {
    this.#ms = ms
  }

  /** Whether this is a new scan; each reading of the same code prolongs the wait. */
  isNew(code: string, at: number): boolean {
    const isSame = code === this.#code && at - this.#at < this.#ms
    this.#code = code
    this.#at = at
    return !isSame
  }
}
