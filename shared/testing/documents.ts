import { globSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The folder of the project. */
export const root = join(import.meta.dirname, '../..')

export const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** All that people read. */
export const documents = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]

/** What a pattern with one group finds, without repetitions. */
export function all(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''))]
}

/** What a pattern with two groups finds. */
export function pairs(text: string, pattern: RegExp): [string, string][] {
  return [...text.matchAll(pattern)].map(([, first = '', second = '']) => [first, second])
}

/** The text between a heading and the next one of its level. */
export function section(document: string, heading: string): string {
  const [, rest = ''] = read(document).split(`\n## ${heading}\n`)
  return rest.split('\n## ')[0] ?? ''
}

/** Fenced blocks, also those of a list, and code spans. */
export function codeOf(document: string): string[] {
  const text = read(document)
  const blocks = all(text, /^ *```\w*\n(.*?)^ *```$/gms)
  return [...blocks, ...all(text.replaceAll(/^ *```.*?^ *```$/gms, ''), /`([^`\n]+)`/g)]
}

/** The sources of what matches, tests left out, as one text. */
export function sourcesOf(...patterns: string[]): string {
  const files = globSync(patterns, { cwd: root, exclude: ['**/*.test.ts', '**/node_modules/**'] })
  return files.map(read).join('\n')
}
