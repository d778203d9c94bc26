import { mutate } from '../../audit/mutate.ts'
import { authorizePerson } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { ConflictError, NotFoundError } from '../../errors.ts'
import {
  countPreferences,
  deletePreferenceRow,
  findPreference,
  findPreferences,
  putPreferenceRow,
  queueForPreferences,
} from '../../repositories/user-preferences.ts'
import {
  MAX_PREFERENCES,
  type Preference,
  type Preferences,
  type PutPreference,
} from '../../schemas/preferences.ts'

/** The caller's own preferences. */
export async function listPreferences(ctx: Ctx): Promise<Preferences> {
  const { userId } = authorizePerson(ctx.actor)
  const rows = await findPreferences(ctx.db, userId)
  const preferences = rows.map(({ name, value }) => [name, JSON.parse(value) as unknown] as const)
  return { preferences: Object.fromEntries(preferences) }
}

/**
 * Keeps a preference of the caller's own, whatever it was before. The audit log tells its name and
 * not the value: how somebody likes their tables is nobody else's business.
 *
 * @throws ConflictError when there are as many as one person may keep
 */
export async function putPreference(
  ctx: Ctx,
  name: string,
  input: PutPreference,
): Promise<Preference> {
  const { userId } = authorizePerson(ctx.actor)
  const value = JSON.stringify(input.value)
  await mutate(ctx, async (tx, audit) => {
    const before = await findPreference(tx, userId, name)
    if (before?.value === value) {
      audit.nothingChanged()
      return
    }
    if (!before) {
      // Of two that are added at once the second counts the first.
      await queueForPreferences(tx, userId)
      if ((await countPreferences(tx, userId)) >= MAX_PREFERENCES) throw tooMany()
    }
    await putPreferenceRow(tx, { userId, name, value, updatedAt: ctx.now().toISOString() })
    audit.recorded('PREFERENCE_SET', 'user', userId, { preference: name })
  })
  return { name, value: input.value }
}

/** @throws NotFoundError when the caller keeps none of the name */
export async function deletePreference(ctx: Ctx, name: string): Promise<void> {
  const { userId } = authorizePerson(ctx.actor)
  await mutate(ctx, async (tx, audit) => {
    if (!(await deletePreferenceRow(tx, userId, name))) {
      throw new NotFoundError('preference of yours', name)
    }
    audit.recorded('PREFERENCE_REMOVED', 'user', userId, { preference: name })
  })
}

function tooMany(): ConflictError {
  return new ConflictError(`you keep ${MAX_PREFERENCES} preferences: remove one first`, {
    limit: MAX_PREFERENCES,
  })
}
