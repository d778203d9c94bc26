import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { code128 } from './code-128.ts'
import { LAYOUT_TEST, layoutOf } from './scan-report.ts'

const SCALE = 3
const HEIGHT = 60

/** The bars as pixels, as a camera would see them from the front. */
function pictureOf(text: string) {
  const { bars, width } = code128(text)
  const size = { width: width * SCALE, height: HEIGHT }
  const data = new Uint8ClampedArray(size.width * size.height * 4).fill(255)
  for (let y = 0; y < size.height; y++) {
    for (const bar of bars) {
      for (let x = bar.at * SCALE; x < (bar.at + bar.width) * SCALE; x++) {
        data.fill(0, (y * size.width + x) * 4, (y * size.width + x) * 4 + 3)
      }
    }
  }
  return { ...size, data, colorSpace: 'srgb' as const, pixelFormat: 'rgba-unorm8' as const }
}

describe('code 128', () => {
  it.each([LAYOUT_TEST, 'A', 'STOCK-01/yz', ' !"#$%&()*+,-./:;<=>?@[]^_`{|}~'])(
    'of %j is read by a scanner',
    async (text) => {
      const folder = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
      prepareZXingModule({ overrides: { wasmBinary: readFileSync(join(folder)).buffer } })
      const [found] = await readBarcodes(pictureOf(text), { formats: ['Code128'] })
      expect(found?.text).toBe(text)
    },
  )
})

describe('the test of the keyboard layout', () => {
  it.each([
    ['Yz-/?_&01', 'right'],
    ['Zyß-_?/01', 'swapped'],
    ['Yz)!:=?01', 'other'],
    ['4006381333931', 'notTheTest'],
    ['', 'notTheTest'],
  ])('says of %j that it is %s', (text, verdict) => {
    expect(layoutOf(text)).toBe(verdict)
  })
})
