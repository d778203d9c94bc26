import { mutate } from '../../audit/mutate.ts'
import type { AuditTrail } from '../../audit/trail.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import type { Tx } from '../../db/types.ts'
import { AppError } from '../../errors.ts'
import type { ImportOptions, ImportReport } from '../../schemas/product-import.ts'
import type { ImportFile } from './import/drafts.ts'
import { type ImportPlan, planImport } from './import/plan.ts'
import { readImportFile } from './import/read-file.ts'
import { writeImport } from './import/write.ts'

/** How far an import is; `total` is in bytes while reading, in products while writing. */
export type ImportProgress = (
  stage: 'reading' | 'writing' | 'finishing',
  done: number,
  total: number,
) => void

/**
 * Adds the products of a CSV to the catalogue and changes those that are there, by SKU: all of them
 * in one transaction, or none when anything is wrong. Only the columns of the file are written, an
 * empty cell leaves its field alone. A dry run does everything but write, and refuses nothing that
 * can be told row by row.
 *
 * @throws AppError INVALID with the whole report when a row has a problem, ConflictError when
 *   somebody else takes a SKU at the same moment, and what `readImportFile` throws
 */
export async function importProducts(
  ctx: Ctx,
  source: ReadableStream<Uint8Array>,
  options: ImportOptions,
  onProgress: ImportProgress = () => {},
): Promise<ImportReport> {
  authorize(ctx.actor, 'products:write')
  const file = await readImportFile(source, options, (done, total) =>
    onProgress('reading', done, total),
  )
  const rules = {
    createMissing: options.createMissing,
    mayCreateSuppliers: ctx.actor.permissions.has('suppliers:write'),
    at: ctx.now().toISOString(),
  }
  if (options.dryRun || file.findings.problems.count > 0) {
    const report = reportOf(file, await planImport(ctx.db, file, rules), options.dryRun)
    if (!options.dryRun) throw refusal(report)
    return report
  }
  const work = async (tx: Tx, audit: AuditTrail) => {
    const plan = await planImport(tx, file, rules)
    const report = reportOf(file, plan, false)
    if (report.problemCount > 0) throw refusal(report)
    const total = plan.created.length + plan.updated.length
    await writeImport(ctx, tx, audit, plan, (done) => onProgress('writing', done, total))
    onProgress('finishing', total, total)
    return report
  }
  return mutate(ctx, work, { long: true })
}

function reportOf(file: ImportFile, plan: ImportPlan, dryRun: boolean): ImportReport {
  const { problems, warnings } = plan.findings
  return {
    dryRun,
    encoding: file.encoding,
    delimiter: file.delimiter,
    columns: Object.fromEntries(file.columns.used.map(({ field, header }) => [field, header])),
    ignoredColumns: file.columns.ignored,
    rows: file.rows,
    created: plan.created.length,
    updated: plan.updated.length,
    unchanged: plan.unchanged,
    suppliersCreated: plan.newSuppliers.length,
    categoriesCreated: plan.newCategories.length,
    warnings: warnings.list(),
    warningCount: warnings.count,
    problems: problems.list(),
    problemCount: problems.count,
  }
}

function refusal(report: ImportReport): AppError {
  const { problemCount } = report
  const found = problemCount === 1 ? '1 problem was' : `${problemCount} problems were`
  return new AppError('INVALID', `${found} found in the file: nothing was imported`, {
    ...report,
    created: 0,
    updated: 0,
    suppliersCreated: 0,
    categoriesCreated: 0,
  })
}
