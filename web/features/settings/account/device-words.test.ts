import { describe, expect, it } from 'vitest'
import { deviceOf } from './device-words.ts'

describe('the words for a device', () => {
  it.each([
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
      { program: 'Chrome', system: 'Linux', isHandheld: false },
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0',
      { program: 'Edge', system: 'Windows', isHandheld: false },
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1',
      { program: 'Safari', system: 'iPhone', isHandheld: true },
    ],
    [
      'Mozilla/5.0 (Android 16; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0',
      { program: 'Firefox', system: 'Android', isHandheld: true },
    ],
    ['Shop tablet', { program: null, system: null, isHandheld: false }],
    [null, { program: null, system: null, isHandheld: false }],
  ])('%s', (userAgent, device) => {
    expect(deviceOf(userAgent)).toEqual(device)
  })
})
