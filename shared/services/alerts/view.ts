import { severityName } from '../../domain/monitor/alerts.ts'
import { type AlertEvidence, alertSentence } from '../../domain/monitor/alert-text.ts'
import { quantityToNumber } from '../../domain/quantity.ts'
import { EVERYWHERE, type ListedAlertRow } from '../../repositories/alerts.ts'
import type { Alert } from '../../schemas/alerts.ts'
import { demandToNumber } from '../monitor/view.ts'

export function alertView(row: ListedAlertRow): Alert {
  // The monitor alone writes it.
  const seen = JSON.parse(row.details) as AlertEvidence
  const { acknowledgedById: id, acknowledgedByName: name } = row
  return {
    id: row.id,
    kind: row.kind,
    severity: severityName(row.severity),
    state: row.state,
    productId: row.productId,
    sku: row.sku,
    name: row.name,
    locationId: row.locationId === EVERYWHERE ? null : row.locationId,
    message: alertSentence(row.kind, seen, row.unit),
    details: detailsView(seen),
    openedAt: row.openedAt,
    updatedAt: row.updatedAt,
    acknowledgedBy: name === null ? null : { id, name },
    snoozedUntil: row.snoozedUntil,
    resolvedAt: row.resolvedAt,
    mailedAt: row.mailedAt,
    version: row.version,
  }
}

function detailsView(seen: AlertEvidence): Alert['details'] {
  const { maxStock } = seen
  return {
    ...seen,
    onHand: quantityToNumber(seen.onHand),
    available: quantityToNumber(seen.available),
    reorderPoint: quantityToNumber(seen.reorderPoint),
    maxStock: maxStock === null ? null : quantityToNumber(maxStock),
    dailyDemand: demandToNumber(seen.dailyDemand),
    incoming: quantityToNumber(seen.incoming),
    lateOrders: seen.lateOrders.map((late) => ({
      ...late,
      quantity: quantityToNumber(late.quantity),
    })),
  }
}
