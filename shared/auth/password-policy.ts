import { InvalidError, type Issue } from '../errors.ts'
import { commonMixtures, commonWords } from './common-passwords.ts'
import { emailKey } from './email-key.ts'

/** Characters a password must have; which kinds of characters is nobody's business (NIST 800-63B). */
export const MIN_PASSWORD_LENGTH = 12

const MIN_DIFFERENT = 5
/** Characters that must be left without the words that an attacker tries first. */
const MIN_OWN = 8
const SHORTEST_RUN = 3
/** Digits and signs around a common word that do not make it a password of one's own. */
const MOST_DECORATION = 8

/** What an attacker knows of a person and would try. */
export interface PasswordOwner {
  email: string
  name: string
  companyName: string
}

/**
 * Refuses passwords that are guessed early, and says why.
 * @param path where the password is in the input
 * @throws InvalidError with every problem of the password
 */
export function requireStrongPassword(password: string, owner: PasswordOwner, path: string): void {
  const issues: Issue[] = weaknesses(password, owner).map((message) => ({
    path,
    message,
    code: 'weak_password',
  }))
  if (issues.length > 0) throw new InvalidError(issues)
}

/** Everything that makes a password weak, each as a sentence that says what to do. */
export function weaknesses(password: string, owner: PasswordOwner): string[] {
  const text = password.normalize('NFKC').toLowerCase()
  const characters = Array.from(text)
  const found: string[] = []
  if (characters.length < MIN_PASSWORD_LENGTH) {
    found.push(
      `must have at least ${MIN_PASSWORD_LENGTH} characters: a few words of your own are easy to remember`,
    )
  }
  if (isCommon(text)) found.push('is one of the most common passwords: choose another one')
  if (isRepetition(characters)) found.push('repeats the same few characters: choose another one')
  if (isRun(text))
    found.push('is a row of neighbouring keys, letters or digits: choose another one')
  const own = withoutWordsOf(owner, text)
  if (own.length < MIN_OWN && own.length < lettersAndDigits(text).length) {
    found.push("is little more than your name, your e-mail address or the company's name")
  }
  return found
}

const lettersFor: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
  '€': 'e',
}

/** A common word, with nothing but a few digits and signs around it or in place of letters. */
function isCommon(text: string): boolean {
  if (commonMixtures.has(text)) return true
  const core = text.replace(/^[^\p{L}@$€]+|[^\p{L}]+$/gu, '')
  if (text.length - core.length > MOST_DECORATION) return false
  const plain = core.replace(/[01345678@$!€]/g, (sign) => lettersFor[sign] ?? sign)
  return [core, plain].some((word) => commonWords.has(word.replace(/[^\p{L}]/gu, '')))
}

/** Few different characters, or one short text again and again. */
function isRepetition(characters: readonly string[]): boolean {
  if (new Set(characters).size < MIN_DIFFERENT) return true
  for (let length = 1; length <= characters.length / 2; length++) {
    if (characters.every((character, i) => character === characters[i % length])) return true
  }
  return false
}

const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
  'asdfghjkl',
  'qsdfghjklm',
  'zxcvbnm',
  'yxcvbnm',
]
const runs = rows.flatMap((row) => [row, Array.from(row).toReversed().join('')])

/** Hardly anything but pieces of keyboard rows, the alphabet or the digits, either way round. */
function isRun(text: string): boolean {
  let outside = 0
  for (let start = 0; start < text.length;) {
    const length = runLength(text, start)
    if (length < SHORTEST_RUN) outside += 1
    start += length < SHORTEST_RUN ? 1 : length
  }
  return text.length > 0 && outside < SHORTEST_RUN
}

function runLength(text: string, start: number): number {
  let length = 1
  while (start + length < text.length) {
    const longer = text.slice(start, start + length + 1)
    if (!runs.some((row) => row.includes(longer))) break
    length += 1
  }
  return length
}

/** The letters and digits that are left without the words known of a person, longest first. */
function withoutWordsOf(owner: PasswordOwner, text: string): string {
  const email = emailKey(owner.email)
  const [local = '', domain = ''] = email.split('@')
  const names = [owner.name, owner.companyName].map((name) => name.normalize('NFKC').toLowerCase())
  const pieces = [...names, local, domain].flatMap((name) => name.split(/[^\p{L}\p{N}]+/u))
  const joined = names.map(lettersAndDigits)
  const words = [email, local, domain, ...names, ...joined, ...pieces]
    .filter((word) => word.length >= 4)
    .toSorted((a, b) => b.length - a.length)
  let rest = text
  for (const word of words) rest = rest.replaceAll(word, '')
  return lettersAndDigits(rest)
}

function lettersAndDigits(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '')
}
