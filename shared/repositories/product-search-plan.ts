import { PostgresAdapter, sql } from 'kysely'
import { prepared } from '../db/prepared.ts'
import type { Db } from '../db/types.ts'
import { endOfPrefix } from '../domain/search.ts'
import type { StockStatus } from '../domain/stock-status.ts'

/** What a list of products may be narrowed down to. */
export interface ProductNarrowing {
  /** Folded words; a product must have a term that begins with each. */
  words?: readonly string[] | undefined
  skuKey?: string | undefined
  barcode?: string | undefined
  status?: StockStatus | undefined
  supplierId?: string | undefined
  categoryId?: string | undefined
  /** Only products that have, or had, stock at this location. */
  locationId?: string | undefined
  deleted?: boolean | undefined
}

/** A condition whose products an index lists. */
export interface Lead {
  by: 'word' | 'location' | 'stockStatus' | 'supplierId' | 'categoryId'
  value: string
}

/**
 * How a search goes about it. `terms`: sorts what has all the words `together` by the name that the
 * terms repeat, and looks only at the products of the page; where they must meet more, `other` words
 * or other conditions, at so many in that order until the page is full. `hits`: looks at all products
 * of the rarest condition. `walk`: goes through the products in order until the page is full; in the
 * order of the index of `along`, or of the one that is sorted by. `glance`: goes through the first
 * products by name, which is soon over and for common words fills the page; when it does not, ask for
 * the plan of one who has `glanced`.
 */
export type SearchPlan =
  | TermsPlan
  | { by: 'hits'; lead: Lead }
  | { by: 'walk'; along?: Lead['by'] | undefined }
  | { by: 'glance' }

export interface TermsPlan {
  by: 'terms'
  together: readonly string[]
  other: readonly string[]
  narrowed: boolean
  /** How many hits are looked at first, when they must meet more. */
  firstPart: number
}

/** Above these many hits of the rarest condition the next plan is the faster one (bench: lists). */
const MOST_FOR_TERMS = 30_000
const MOST_UNGLANCED = 10_000
const MOST_FOR_HITS = 3_000
/** So many hits of the rarest word are asked one by one whether they have the other words, too. */
const MOST_ASKED = 4_000
/** Of more, most are needed for no page, so that so many are looked at first. */
const FIRST_OF_MANY = 1_000
/** They are compared with the hits of a word that has at most so many times as many. */
const TIMES_COMPARED = 2

/** The plan for a search: which condition is the rarest, and whether its hits are few enough. */
export async function searchPlan(
  db: Db,
  narrowing: ProductNarrowing,
  byName: boolean,
  { glanced = false } = {},
): Promise<SearchPlan> {
  const { deleted, skuKey, barcode } = narrowing
  const columns = columnLeads(narrowing)
  const [first] = columns
  const along = byName ? first?.by : undefined
  // Deleted products are few, and of one key there is one product.
  if (deleted || skuKey !== undefined || barcode !== undefined) return { by: 'walk' }
  const leads = [...placeAndWords(narrowing), ...columns]
  if (leads.length === 1 && along !== undefined) return { by: 'walk', along }

  const { words = [] } = narrowing
  const narrowed = leads.some(({ by }) => by !== 'word')
  const walk = { by: 'walk', along } as const
  if (byName && !narrowed && leads.length > 0) {
    const most = glanced ? MOST_FOR_TERMS : MOST_UNGLANCED
    return (await byTerms(db, words, most, narrowed)) ?? (glanced ? walk : { by: 'glance' })
  }
  const rarest = rarestOf(await countEach(db, leads, MOST_FOR_HITS))
  if (rarest) return { by: 'hits', lead: rarest.lead }
  // In the order of names a walk could go past all others before it comes to a word they begin with.
  const terms = byName ? await byTerms(db, words, MOST_FOR_TERMS, narrowed) : undefined
  return terms ?? walk
}

/** By the terms, unless each of the words has more hits than `most`. */
async function byTerms(
  db: Db,
  words: readonly string[],
  most: number,
  narrowed: boolean,
): Promise<TermsPlan | undefined> {
  const leads = wordLeads(words)
  if (db.getExecutor().adapter instanceof PostgresAdapter) {
    // It has statistics, and compares or asks by itself; one word that is rare enough will do.
    if (!(await isAnyRare(db, leads, most))) return undefined
    return { by: 'terms', together: words, other: [], narrowed, firstPart: FIRST_OF_MANY }
  }
  const counted = await countEach(db, leads, most, TIMES_COMPARED)
  const rarest = rarestOf(counted)
  if (!rarest) return undefined
  const few = rarest.hits <= MOST_ASKED
  const isCompared = ({ hits }: Counted) => !few && hits <= rarest.hits * TIMES_COMPARED
  const others = counted.filter((word) => word !== rarest)
  return {
    by: 'terms',
    together: [rarest, ...others.filter(isCompared)].map(({ lead }) => lead.value),
    other: others.filter((word) => !isCompared(word)).map(({ lead }) => lead.value),
    narrowed,
    firstPart: few ? MOST_ASKED : FIRST_OF_MANY,
  }
}

function columnLeads({ status, supplierId, categoryId }: ProductNarrowing): Lead[] {
  return [
    ...leadBy('stockStatus', status),
    ...leadBy('supplierId', supplierId),
    ...leadBy('categoryId', categoryId),
  ]
}

function placeAndWords({ words = [], locationId }: ProductNarrowing): Lead[] {
  return [...leadBy('location', locationId), ...wordLeads(words)]
}

function wordLeads(words: readonly string[]): Lead[] {
  return words.map((value) => ({ by: 'word', value }))
}

function leadBy(by: Lead['by'], value: string | undefined): Lead[] {
  return value === undefined ? [] : [{ by, value }]
}

interface Counted {
  lead: Lead
  /** Infinite when there are more than it matters. */
  hits: number
}

/** How many hits each condition has, counted up to so many `times` those of the rarest so far. */
async function countEach(
  db: Db,
  leads: readonly Lead[],
  most: number,
  times = 1,
): Promise<Counted[]> {
  const counted: Counted[] = []
  let enough = most
  for (const lead of leads) {
    const hits = await countHits(db, lead, enough + 1)
    counted.push({ lead, hits: hits > enough ? Number.POSITIVE_INFINITY : hits })
    if (hits <= enough) enough = Math.min(enough, hits * times)
  }
  return counted
}

/** Undefined when each has more hits than were counted. */
function rarestOf(counted: readonly Counted[]): Counted | undefined {
  const [rarest] = counted.toSorted((a, b) => a.hits - b.hits)
  return rarest?.hits === Number.POSITIVE_INFINITY ? undefined : rarest
}

async function isAnyRare(db: Db, leads: readonly Lead[], most: number): Promise<boolean> {
  for (const lead of leads) {
    if ((await countHits(db, lead, most + 1)) <= most) return true
  }
  return false
}

/** How many hits a condition has, counted up to `atMost`. */
async function countHits(db: Db, { by, value }: Lead, atMost: number): Promise<number> {
  const [row] =
    by === 'word'
      ? await countTerms(db, value, endOfPrefix(value), atMost)
      : await counts[by](db, value, atMost)
  return row?.hits ?? 0
}

const count = sql<number>`cast(count(*) as integer)`.as('hits')

const countTerms = prepared<[from: string, until: string, atMost: number], { hits: number }>(
  (db, from, until, atMost) =>
    db
      .selectFrom((eb) =>
        eb
          .selectFrom('productTerm')
          .select('productId')
          .where('term', '>=', from)
          .where('term', '<', until)
          .limit(sql<number>`${atMost}`)
          .as('hit'),
      )
      .select(count),
  3,
)

const counts = {
  stockStatus: countColumn('stockStatus'),
  supplierId: countColumn('supplierId'),
  categoryId: countColumn('categoryId'),
  location: prepared<[locationId: string, atMost: number], { hits: number }>(
    (db, locationId, atMost) =>
      db
        .selectFrom((eb) =>
          eb
            .selectFrom('stockLevel')
            .select('productId')
            .where('locationId', '=', locationId)
            .limit(sql<number>`${atMost}`)
            .as('hit'),
        )
        .select(count),
    2,
  ),
}

function countColumn(column: 'stockStatus' | 'supplierId' | 'categoryId') {
  return prepared<[value: string, atMost: number], { hits: number }>(
    (db, value, atMost) =>
      db
        .selectFrom((eb) =>
          eb
            .selectFrom('product')
            .select('id')
            .where(column, '=', value as StockStatus)
            .limit(sql<number>`${atMost}`)
            .as('hit'),
        )
        .select(count),
    2,
  )
}
