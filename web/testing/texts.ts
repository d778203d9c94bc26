import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { type Locale } from '#web/lib/i18n/locales.ts'

const web = join(import.meta.dirname, '..')

/** All texts of a language as `namespace.key`, nested keys with dots between. */
export function textsOf(locale: Locale): Map<string, string> {
  const folder = join(web, 'messages', locale)
  const texts = new Map<string, string>()
  for (const [namespace, file] of namespaces(folder)) {
    const add = (path: string, value: unknown) => {
      if (typeof value === 'string') texts.set(path, value)
      else for (const [key, inner] of Object.entries(value as object)) add(`${path}.${key}`, inner)
    }
    add(namespace, JSON.parse(readFileSync(join(folder, file), 'utf8')))
  }
  return texts
}

/** The names under which `index.ts` gives the files. */
function namespaces(folder: string): [string, string][] {
  const index = readFileSync(join(folder, 'index.ts'), 'utf8')
  return [...index.matchAll(/^import (\w+) from '\.\/([\w-]+\.json)'/gm)].map(
    ([, name = '', file = '']) => [name, file],
  )
}

/** What the sources say in quotes: whole texts, and templates as patterns of what they can become. */
export interface Quoted {
  whole: Set<string>
  patterns: RegExp[]
}

/** Everything in quotes in the pages, and in the rules whose names texts are looked up by. */
export function quotedInSources(): Quoted {
  const root = join(web, '..')
  const files = globSync(['web/**/*.{ts,tsx}', 'shared/{domain,schemas}/**/*.ts'], {
    cwd: root,
    exclude: ['web/.next/**', 'web/testing/**', 'web/messages/**', '**/*.test.*'],
  })
  const quoted: Quoted = { whole: new Set(), patterns: [] }
  for (const file of files) {
    const text = readFileSync(join(root, file), 'utf8')
    visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false), quoted)
  }
  return quoted
}

function visit(node: ts.Node, quoted: Quoted): void {
  if (ts.isStringLiteralLike(node)) quoted.whole.add(node.text)
  // Tables of words by name: { draft: … }.
  if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name)) quoted.whole.add(node.name.text)
  if (ts.isTemplateExpression(node)) {
    const pieces = [node.head.text, ...node.templateSpans.map((span) => span.literal.text)]
    // Without two letters of its own it would match everything.
    if (pieces.join('').replaceAll(/\W/g, '').length >= 2) {
      quoted.patterns.push(
        new RegExp(
          `^${pieces.map((piece) => piece.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[\\w-]+')}$`,
        ),
      )
    }
  }
  ts.forEachChild(node, (child) => visit(child, quoted))
}

/** Whether anything in the sources can be the name of the text, from its namespace or a part of it on. */
export function isUsed(key: string, { whole, patterns }: Quoted): boolean {
  const parts = key.split('.')
  return parts.some((_, start) => {
    const name = parts.slice(start).join('.')
    // What stands before the name must be said somewhere too: useTranslations('orders.stages').
    const scope = parts.slice(0, start).join('.')
    const isScope = start === 0 || whole.has(scope) || start === 1
    return isScope && (whole.has(name) || patterns.some((pattern) => pattern.test(name)))
  })
}
