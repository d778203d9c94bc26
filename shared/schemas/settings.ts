import * as z from 'zod'
import { roles } from '../domain/permissions.ts'
import { timeZoneName } from '../domain/time-zone.ts'
import {
  Currency,
  Email,
  Instant,
  Money,
  MoneyOut,
  orNull,
  Percent,
  text,
  versioned,
} from './values.ts'

const TimeZone = z
  .string()
  .trim()
  .max(64)
  .transform((value, issues) => {
    const name = timeZoneName(value)
    if (name !== undefined) return name
    issues.addIssue({
      code: 'custom',
      message: 'must be an IANA time zone such as Europe/Berlin',
    })
    return z.NEVER
  })
  .meta({ type: 'string', maxLength: 64, example: 'Europe/Berlin' })

const AlertHours = z
  .strictObject({ from: z.int().min(0).max(24), to: z.int().min(0).max(24) })
  .refine(({ from, to }) => from < to, { message: 'must be after `from`', path: ['to'] })
  .meta({
    id: 'AlertHours',
    description: 'alerts are mailed from the full hour `from` until `to`, in the company time zone',
  })

const Roles = z.array(z.enum(roles)).max(roles.length)

export const UpdateSettings = z
  .strictObject({
    companyName: text(200).optional(),
    currency: Currency.optional(),
    timeZone: TimeZone.optional(),
    approvalLimit: orNull(Money)
      .optional()
      .describe('orders above it need an approval by somebody else; null for no limit'),
    overReceiptTolerancePercent: Percent.optional(),
    alertRecipients: z.array(Email).max(20).optional(),
    alertHours: AlertHours.optional(),
    mfaRequiredRoles: Roles.optional().describe(
      'who must sign in with two factors; before they do, neither they nor their API tokens may do anything',
    ),
    ...versioned,
  })
  .meta({
    id: 'UpdateSettings',
    example: { companyName: 'Harbour Kitchen', timeZone: 'Europe/Berlin', version: 1 },
  })
export type UpdateSettings = z.infer<typeof UpdateSettings>

export const Settings = z
  .object({
    companyName: z.string(),
    currency: z.string(),
    timeZone: z.string(),
    approvalLimit: MoneyOut.nullable(),
    overReceiptTolerancePercent: z.number(),
    alertRecipients: z.array(z.string()),
    alertHours: z.object({ from: z.int(), to: z.int() }),
    mfaRequiredRoles: z.array(z.enum(roles)),
    version: z.int(),
    updatedAt: Instant,
  })
  .meta({ id: 'Settings' })
export type Settings = z.infer<typeof Settings>
