/** The encodings that the PostgreSQL client asks for. */
type Encoding = 'utf8' | 'hex' | 'base64'

const encoder = new TextEncoder()
/** A mark at the beginning of a text is part of it, as for Node. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** Bytes with the methods of Node's `Buffer` that the PostgreSQL client calls. */
export class Bytes extends Uint8Array {
  write(text: string, at: number): number {
    return encoder.encodeInto(text, new Uint8Array(this.buffer, this.byteOffset + at)).written
  }

  writeUInt16BE(value: number, at: number): void {
    this.#view().setUint16(at, value)
  }

  writeUInt32BE(value: number, at: number): void {
    this.#view().setUint32(at, value)
  }

  readUInt16BE(at: number): number {
    return this.#view().getUint16(at)
  }

  readInt32BE(at: number): number {
    return this.#view().getInt32(at)
  }

  readUInt32BE(at: number): number {
    return this.#view().getUint32(at)
  }

  copy(target: Uint8Array): void {
    target.set(this)
  }

  override toString(encoding: Encoding = 'utf8', start = 0, end = this.length): string {
    const part = this.subarray(start, end)
    if (encoding === 'utf8') return decoder.decode(part)
    if (encoding === 'hex') return Array.from(part, hex).join('')
    return btoa(Array.from(part, (byte) => String.fromCharCode(byte)).join(''))
  }

  #view(): DataView {
    return new DataView(this.buffer, this.byteOffset, this.byteLength)
  }
}

const hex = (byte: number) => byte.toString(16).padStart(2, '0')

function lengthOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0)
}

function decode(text: string, encoding: Encoding): Bytes {
  if (encoding === 'utf8') return new Bytes(encoder.encode(text))
  if (encoding === 'base64') {
    return new Bytes(Array.from(atob(text), (character) => character.charCodeAt(0)))
  }
  const pairs = text.match(/../g) ?? []
  return new Bytes(pairs.map((pair) => Number.parseInt(pair, 16)))
}

function concat(parts: readonly Uint8Array[], length = lengthOf(parts)): Bytes {
  const all = new Bytes(length)
  let at = 0
  for (const part of parts) {
    all.set(part.subarray(0, length - at), at)
    at += Math.min(part.length, length - at)
  }
  return all
}

function from(value: string | ArrayBuffer | ArrayLike<number>, encoding: Encoding = 'utf8'): Bytes {
  if (typeof value === 'string') return decode(value, encoding)
  return value instanceof ArrayBuffer ? new Bytes(value) : new Bytes(value)
}

/**
 * The part of Node's `Buffer` that the PostgreSQL client uses, so that an edge bundle needs no
 * module of Node. In that bundle it stands for `node:buffer`.
 */
export const Buffer = {
  alloc: (size: number) => new Bytes(size),
  allocUnsafe: (size: number) => new Bytes(size),
  byteLength: (text: string) => encoder.encode(text).length,
  concat,
  from,
}
