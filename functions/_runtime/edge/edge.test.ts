import { Buffer as NodeBuffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Buffer, Bytes } from './buffer.ts'
import { EventEmitter } from './events.ts'
import stream from './stream.ts'

const text = fc.string({ unit: 'binary' })
const encodings = ['utf8', 'hex', 'base64'] as const

describe('what stands for Node’s Buffer', () => {
  it('reads and writes text as Node does', () => {
    fc.assert(
      fc.property(text, fc.nat(9), (value, at) => {
        const [own, node] = [Buffer.alloc(200), NodeBuffer.alloc(200)]
        expect(own.write(value, at)).toBe(node.write(value, at, 'utf8'))
        expect([...own]).toEqual([...node])
        expect(Buffer.byteLength(value)).toBe(NodeBuffer.byteLength(value))
        expect(Buffer.from(value).toString()).toBe(NodeBuffer.from(value).toString())
      }),
    )
  })

  it('keeps a mark at the beginning of a text', () => {
    expect(Buffer.from('\ufeffmug').toString('utf8')).toBe('\ufeffmug')
  })

  it('turns bytes into text and back as Node does', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.nat(20), fc.nat(40), (bytes, start, length) => {
        const [own, node] = [Buffer.from(bytes), NodeBuffer.from(bytes)]
        const end = start + length
        for (const encoding of encodings) {
          expect(own.toString(encoding, start, end)).toBe(node.toString(encoding, start, end))
          expect(own.toString(encoding)).toBe(node.toString(encoding))
        }
        expect([...Buffer.from(node.toString('base64'), 'base64')]).toEqual([...bytes])
        expect([...Buffer.from(node.toString('hex'), 'hex')]).toEqual([...bytes])
      }),
    )
  })

  it('joins parts, all of them or so many bytes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array(), { minLength: 1 }),
        fc.option(fc.nat(60), { nil: undefined }),
        (parts, length) => {
          expect([...Buffer.concat(parts, length)]).toEqual([...NodeBuffer.concat(parts, length)])
        },
      ),
    )
  })

  it('reads and writes numbers, also in a part that begins later', () => {
    const part = new Bytes(Buffer.alloc(12).buffer, 3)
    part.writeUInt32BE(0xfe_dc_ba_98, 1)
    part.writeUInt16BE(0xab_cd, 6)
    expect(part.readUInt32BE(1)).toBe(0xfe_dc_ba_98)
    expect(part.readInt32BE(1)).toBe(0xfe_dc_ba_98 | 0)
    expect(part.readUInt16BE(6)).toBe(0xab_cd)
    const copy = Buffer.allocUnsafe(9)
    part.copy(copy)
    expect([...copy]).toEqual([...part])
  })
})

describe('what stands for Node’s EventEmitter', () => {
  it('tells those who listen, once or always, until they no longer do', () => {
    const emitter = new EventEmitter()
    const told: string[] = []
    const always = (word: string) => void told.push(`always ${word}`)
    emitter.on('data', always).once('data', (word: string) => void told.push(`once ${word}`))
    expect(emitter.emit('data', 'a' as never)).toBe(true)
    expect(emitter.emit('data', 'b' as never)).toBe(true)
    emitter.removeListener('data', always)
    expect(emitter.emit('data', 'c' as never)).toBe(false)
    emitter.on('end', always).on('data', always).removeAllListeners('end')
    expect(emitter.emit('end')).toBe(false)
    emitter.removeAllListeners()
    expect(emitter.emit('data')).toBe(false)
    expect(told).toEqual(['always a', 'once a', 'always b'])
  })
})

describe('what stands for Node’s streams', () => {
  it('refuses what nobody here does', () => {
    expect(() => stream.Readable()).toThrow('COPY and large objects need Node.js')
  })
})
