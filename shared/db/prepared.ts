import type { CompiledQuery } from 'kysely'
import { silent } from './silent.ts'
import type { Db } from './types.ts'

interface Compilable<Row> {
  compile(): CompiledQuery<Row>
}

type Scalar = string | number | null

/** Stands for the nth parameter while the query is compiled; no real value looks like this. */
const placeholder = (index: number) => `\u0001parameter ${index}`

/**
 * A query built and compiled once per dialect and then run with other parameters: building it with
 * Kysely costs more than running it. `build` must give the same query whatever the parameters are,
 * and use each of them only as a bound value.
 */
export function prepared<Params extends Scalar[], Row>(
  build: (db: Db, ...params: { [K in keyof Params]: string }) => Compilable<Row>,
  paramCount: Params['length'],
): (db: Db, ...params: Params) => Promise<Row[]> {
  const compiled = new Map<unknown, { query: CompiledQuery<Row>; slots: number[] }>()

  return async (db, ...params) => {
    const dialect = db.getExecutor().adapter.constructor
    let entry = compiled.get(dialect)
    if (!entry) {
      const markers = Array.from({ length: paramCount }, (_, index) => placeholder(index))
      const query = build(db, ...(markers as { [K in keyof Params]: string })).compile()
      entry = { query, slots: query.parameters.map((value) => markers.indexOf(value as string)) }
      compiled.set(dialect, entry)
    }
    const { query, slots } = entry
    const parameters = slots.map((slot, index) =>
      slot < 0 ? query.parameters[index] : params[slot],
    )
    // Its columns have their names in code already, so that no plugin has to look at what it gives.
    const bound = { ...query, parameters }
    const result = await db
      .getExecutor()
      .provideConnection((connection) => connection.executeQuery<Row>(bound))
    return result.rows
  }
}

/**
 * As `prepared`, for a statement that does all or fails and whose result nobody reads: see `silent`.
 */
export function preparedSilent<Params extends Scalar[]>(
  build: (db: Db, ...params: { [K in keyof Params]: string }) => Compilable<unknown>,
  paramCount: Params['length'],
): (db: Db, ...params: Params) => Promise<void> {
  const run = prepared<Params, unknown>(
    (db, ...params) => ({ compile: () => silent(build(db, ...params).compile()) }),
    paramCount,
  )
  return async (db, ...params) => {
    await run(db, ...params)
  }
}
