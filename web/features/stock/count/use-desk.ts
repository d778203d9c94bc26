'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { wordsOf } from '#web/components/ui/states.tsx'
import { beep } from '#web/lib/scan/beep.ts'
import { findByCode, isMisread } from '#web/lib/scan/find-product.ts'
import { useFormat } from '#web/lib/use-format.ts'
import { type CountLine, type LinesShown, useCountLines, useRecord } from './use-count.ts'

export type Desk = ReturnType<typeof useDesk>

/** Where goods are counted: the lines, the one at hand, and what a scanner makes of it. */
export function useDesk(countId: string, again: CountLine | null, onAgain: () => void) {
  const [shown, setShown] = useState<LinesShown>('uncounted')
  const list = useCountLines(countId, shown)
  const uncounted = useCountLines(countId, 'uncounted')
  const hand = useLineAtHand(countId, uncounted.items, again, onAgain)
  const [isEachOne, setEachOne] = useState(false)
  const scans = useScans(hand, [...uncounted.items, ...list.items], isEachOne)
  return {
    ...hand,
    list,
    shown,
    show: setShown,
    isLoaded: !uncounted.isPending,
    isEachOne,
    setEachOne,
    ...scans,
    choose: (line: CountLine) => {
      scans.forget()
      hand.choose(line)
    },
    save: () => {
      scans.forget()
      hand.save(hand.pass)
    },
  }
}

type LineAtHand = ReturnType<typeof useLineAtHand>

/** Which line is being counted, what was typed for it, and which one is next. */
function useLineAtHand(
  countId: string,
  uncounted: readonly CountLine[],
  again: CountLine | null,
  onAgain: () => void,
) {
  const t = useTranslations('stock')
  const format = useFormat()
  const record = useRecord(countId)
  const [chosen, setChosen] = useState<CountLine | null>(again)
  const [passed, setPassed] = useState<ReadonlySet<string>>(new Set())
  const [amount, setAmount] = useState('')
  const [isRecount, setRecount] = useState(again !== null)
  const [said, setSaid] = useState('')
  const line = chosen ?? uncounted.find(({ productId }) => !passed.has(productId)) ?? null
  const choose = (next: CountLine | null, first = '') => {
    setChosen(next)
    setAmount(first)
    setRecount(next !== null && next.recounted !== null)
    record.reset()
    if (again) onAgain()
  }
  const pass = () => {
    if (line) setPassed((all) => new Set(all).add(line.productId))
    choose(null)
  }
  const save = (next: () => void) => {
    if (!line || amount === '' || record.isPending) return
    const { productId, name, unit } = line
    record.mutate(
      { productId, counted: amount, recount: isRecount },
      {
        onSuccess: () => {
          beep()
          const value = format.number(Number(amount))
          setSaid(t('written', { name, amount: t('inUnits', { value, unit }) }))
          next()
        },
        onError: () => beep('bad'),
      },
    )
  }
  return {
    line,
    choose,
    pass,
    save,
    amount,
    setAmount,
    isRecount,
    toggleRecount: () => setRecount(!isRecount),
    said,
    error: record.error,
    isSaving: record.isPending,
  }
}

/** A scan goes to its line; where each scan counts one, the same product again is one more. */
function useScans(hand: LineAtHand, known: readonly CountLine[], isEachOne: boolean) {
  const t = useTranslations('stock')
  const common = useTranslations('common')
  const [trouble, setTrouble] = useState<string | null>(null)
  const fail = (words: string) => {
    setTrouble(words)
    beep('bad')
  }
  const scan = async (code: string) => {
    const product = await findByCode(code)
    if (!product) return fail(t(isMisread(code) ? 'misread' : 'unknownCode', { code }))
    setTrouble(null)
    const { line, amount } = hand
    if (isEachOne && product.id === line?.productId) {
      beep()
      return hand.setAmount(String(Number(amount) + 1))
    }
    const next = known.find((one) => one.productId === product.id) ?? lineOf(product)
    const go = () => hand.choose(next, isEachOne ? '1' : '')
    beep()
    // What was scanned of the product before is written down on the way.
    if (isEachOne && amount !== '') hand.save(go)
    else go()
  }
  return {
    trouble,
    forget: () => setTrouble(null),
    onScan: (code: string) => {
      scan(code).catch((error: unknown) => fail(wordsOf(error as Error, common)))
    },
  }
}

/** A product that is not among the lines that are loaded; the server says whether it is one at all. */
function lineOf({ id, sku, name, unit }: Product): CountLine {
  return { ...emptyLine, productId: id, sku, name, unit }
}

type Product = NonNullable<Awaited<ReturnType<typeof findByCode>>>

const emptyLine = {
  expected: null,
  counted: null,
  recounted: null,
  variance: null,
  unitCost: null,
  varianceValue: null,
  countedBy: null,
  countedAt: null,
  movementId: null,
}
