import { describe, expect, it } from 'vitest'
import { InvalidError } from '../errors.ts'
import { requireStrongPassword, weaknesses } from './password-policy.ts'

const owner = {
  email: 'mara.quist@harbour-goods.example',
  name: 'Mara Quist',
  companyName: 'Harbour Goods Ltd',
}

const reasons = {
  short: /at least 12 characters/,
  common: /most common/,
  repeated: /repeats/,
  row: /row of neighbouring/,
  personal: /little more than your name/,
}

describe('weak passwords', () => {
  it.each([
    ['', 'short'],
    ['kettle-8-qx', 'short'],
    ['🦊🦉🐙🦋🐢🦔🐝🦚🐳🦩🐞', 'short'],
    ['password1234', 'common'],
    ['Password123!', 'common'],
    ['P@$$w0rd2026!', 'common'],
    ['!!Letmein!!2026', 'common'],
    ['Welcome12345', 'common'],
    ['i-love-you-!!!', 'common'],
    ['1q2w3e4r5t6y', 'common'],
    ['Changeme2026!', 'common'],
    ['aaaaaaaaaaaa', 'repeated'],
    ['abababababab', 'repeated'],
    ['zx9!zx9!zx9!zx9', 'repeated'],
    ['xy1xyy1x1xyx1', 'repeated'],
    ['123456789012', 'row'],
    ['abcdefghijklm', 'row'],
    ['QWERTYUIOPasdf', 'row'],
    ['0987654321zyxw', 'row'],
    ['qwer!asdf-zxcv', 'row'],
    ['mara.quist@harbour-goods.example', 'personal'],
    ['MaraQuist2026', 'personal'],
    ['harbourgoods-1', 'personal'],
    ['Harbour Goods Ltd!', 'personal'],
  ] as const)('%j is refused: %s', (password, reason) => {
    expect(weaknesses(password, owner)).toContainEqual(expect.stringMatching(reasons[reason]))
  })

  it.each([
    'quiet-lantern-over-harbour',
    'correct horse battery staple',
    'MyDogEats3Carrots',
    'S3cure!Passw0rd-2026',
    'Mara likes green tea',
    'пятьсот зелёных чайников',
    '🦊🦉🐙🦋🐢🦔🐝🦚🐳🦩🐞🦜',
    'j8#Kp2!vQx9z',
    'ünïcödé-wörds',
    ' spaces count ',
  ])('%j is none', (password) => {
    expect(weaknesses(password, owner)).toEqual([])
  })

  it('are refused with every reason at the path of the field', () => {
    const refuse = () => requireStrongPassword('aaaa', owner, 'newPassword')
    expect(refuse).toThrow(InvalidError)
    try {
      refuse()
    } catch (error) {
      expect((error as InvalidError).details).toEqual({
        errors: [
          {
            path: 'newPassword',
            message: expect.stringMatching(reasons.short),
            code: 'weak_password',
          },
          {
            path: 'newPassword',
            message: expect.stringMatching(reasons.repeated),
            code: 'weak_password',
          },
        ],
      })
    }
  })

  it('take no time to find, however long', () => {
    const start = performance.now()
    weaknesses('abc1'.repeat(256), owner)
    weaknesses('x!'.repeat(512), owner)
    expect(performance.now() - start).toBeLessThan(200)
  })
})
