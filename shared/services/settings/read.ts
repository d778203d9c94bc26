import { authorize } from '../../auth/actor.ts'
import type { Ctx } from '../../context.ts'
import { findSettings } from '../../repositories/settings.ts'
import type { Settings } from '../../schemas/settings.ts'
import { settingsView } from './view.ts'

export async function getSettings(ctx: Ctx): Promise<Settings> {
  authorize(ctx.actor, 'settings:read')
  return settingsView(await findSettings(ctx.db))
}
