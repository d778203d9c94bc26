import { mutate } from '../../audit/mutate.ts'
import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { foldText } from '../../domain/search.ts'
import { ConflictError, NotFoundError } from '../../errors.ts'
import {
  findContactsOf,
  findSupplier,
  findSupplierByCode,
  updateSupplierRow,
} from '../../repositories/suppliers.ts'
import type { Supplier, UpdateSupplier } from '../../schemas/suppliers.ts'
import { differing, requireUpdated, requireVersion } from '../edit.ts'
import { codeKeyOf } from './code-key.ts'
import { supplierRecord, supplierView } from './view.ts'

/** @throws NotFoundError, StaleVersionError, ConflictError when the code is taken */
export async function updateSupplier(
  ctx: Ctx,
  id: string,
  input: UpdateSupplier,
): Promise<Supplier> {
  authorize(ctx.actor, 'suppliers:write')
  return mutate(ctx, async (tx, audit) => {
    const before = await findSupplier(tx, id)
    if (!before) throw new NotFoundError('supplier', id)
    requireVersion('supplier', input.version, before.version)
    const { version: _version, active, ...fields } = input
    const contacts = await findContactsOf(tx, [id])
    const changes = differing(before, {
      ...fields,
      nameKey: input.name === undefined ? undefined : foldText(input.name),
      codeKey: input.code === undefined ? undefined : codeKeyOf(input.code),
      active: active === undefined ? undefined : active ? 1 : 0,
    })
    if (Object.keys(changes).length === 0) {
      audit.nothingChanged()
      return supplierView(before, contacts)
    }
    if (changes.codeKey && (await findSupplierByCode(tx, changes.codeKey))) {
      throw new ConflictError(`the supplier code ${input.code ?? ''} is taken`, {
        code: input.code,
      })
    }
    const after = requireUpdated(
      await updateSupplierRow(tx, before, { ...changes, updatedAt: ctx.now().toISOString() }),
    )
    audit.updated('supplier', supplierRecord(before), supplierRecord(after))
    return supplierView(after, contacts)
  })
}
