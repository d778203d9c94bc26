import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { type Locale, locales } from '#web/lib/i18n/locales.ts'
import { isUsed, quotedInSources, textsOf } from './texts.ts'

type Ast = ReturnType<InstanceType<typeof IntlMessageFormat>['getAst']>

const english = textsOf('en')
const others = locales.filter((locale) => locale !== 'en')

/** The arguments of a text with their kinds, and the names of its tags: `count:plural`. */
function argumentsOf(text: string, locale: Locale): string[] {
  const kinds = ['text', 'value', 'number', 'date', 'time', 'select', 'plural', 'pound', 'tag']
  const found = new Set<string>()
  const walk = (ast: Ast) => {
    for (const element of ast) {
      const kind = kinds[element.type]
      if (kind === 'text' || kind === 'pound') continue
      if ('value' in element) found.add(`${element.value}:${kind === 'number' ? 'value' : kind}`)
      if ('options' in element)
        for (const option of Object.values(element.options)) walk(option.value)
      if ('children' in element) walk(element.children)
    }
  }
  walk(new IntlMessageFormat(text, locale).getAst())
  return [...found].toSorted()
}

describe('the texts of the pages', () => {
  it.each(others)('are the same ones in %s as in English', (locale) => {
    const keys = [...textsOf(locale).keys()].toSorted()
    expect(keys).toEqual([...english.keys()].toSorted())
  })

  it.each(others)('take the same arguments in %s as in English', (locale) => {
    const different = [...textsOf(locale)].filter(([key, text]) => {
      const own = argumentsOf(text, locale).join()
      // A word that English counts may need no number elsewhere, but nothing may be asked for that nobody gives.
      return own !== argumentsOf(english.get(key) ?? '', 'en').join()
    })
    expect(different).toEqual([])
  })

  it.each(locales)('are never empty in %s', (locale) => {
    expect([...textsOf(locale)].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  it('count in all six Arabic forms', () => {
    const forms = ['zero', 'one', 'two', 'few', 'many', 'other']
    const incomplete = [...textsOf('ar')].filter(([, text]) => {
      const plural = /, plural,/.test(text)
      return (
        plural &&
        !forms.every((form) =>
          new RegExp(
            `(?:^|[\\s}])${form} \\{|${{ zero: '=0', one: '=1', two: '=2' }[form] ?? form} \\{`,
          ).test(text),
        )
      )
    })
    expect(incomplete).toEqual([])
  })

  it('are all shown somewhere', () => {
    const quoted = quotedInSources()
    expect([...english.keys()].filter((key) => !isUsed(key, quoted))).toEqual([])
  })
})
