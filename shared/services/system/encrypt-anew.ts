import { mutate } from '../../audit/mutate.ts'
import { authorize } from '../../auth/actor.ts'
import { seal, unseal } from '../../auth/keys.ts'
import type { Ctx } from '../../context.ts'
import { findSealedValues, replaceSealedValue } from '../../repositories/sealed-values.ts'

export interface EncryptedAnew {
  values: number
  /** Values that neither key can read; they stay as they are. */
  unreadable: number
}

/**
 * Encrypts everything that is encrypted at rest with the key in use, all in one transaction; what
 * the key before encrypted needs that one no longer afterwards.
 */
export async function encryptAnew(ctx: Ctx): Promise<EncryptedAnew> {
  authorize(ctx.actor, 'settings:write')
  return mutate(ctx, async (tx, audit) => {
    const done = { values: 0, unreadable: 0 }
    for (const value of await findSealedValues(tx)) {
      const plain = await unseal(ctx.keys, value.sealed).catch(() => undefined)
      if (plain === undefined) done.unreadable += 1
      else {
        await replaceSealedValue(tx, value, await seal(ctx.keys.encryption, plain))
        done.values += 1
      }
    }
    audit.recorded('ROTATE_KEYS', 'database', 'encryption', { ...done })
    return done
  })
}

/** How many of the encrypted values of a database the keys of this process cannot read. */
export async function countUnreadable(ctx: Ctx): Promise<number> {
  authorize(ctx.actor, 'settings:read')
  const values = await findSealedValues(ctx.db)
  const readable = await Promise.all(
    values.map(({ sealed }) =>
      unseal(ctx.keys, sealed).then(
        () => true,
        () => false,
      ),
    ),
  )
  return readable.filter((isReadable) => !isReadable).length
}
