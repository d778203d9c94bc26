import { formatRate } from '../../domain/orders/exchange.ts'
import { acceptedQuantity } from '../../domain/orders/receipts.ts'
import { quantityToNumber } from '../../domain/quantity.ts'
import type { GoodsReceiptRow, ReceivedLineRow } from '../../repositories/goods-receipts.ts'
import type { GoodsReceipt } from '../../schemas/receipts.ts'

export function receiptView(row: GoodsReceiptRow, lines: readonly ReceivedLineRow[]): GoodsReceipt {
  return {
    id: row.id,
    orderId: row.orderId,
    locationId: row.locationId,
    at: row.at,
    exchangeRate: formatRate(row.exchangeRate),
    reference: row.reference,
    actor: { id: row.actorId, name: row.actorName },
    lines: lines
      .filter(({ receiptId }) => receiptId === row.id)
      .map((line) => ({
        lineId: line.orderLineId,
        productId: line.productId,
        sku: line.sku,
        name: line.name,
        quantity: quantityToNumber(line.quantity),
        acceptedQuantity: quantityToNumber(acceptedQuantity(line)),
        rejectedQuantity: quantityToNumber(line.rejectedQuantity),
        rejectReason: line.rejectReason,
        movementId: line.movementId,
        reversalId: line.reversalId,
      })),
  }
}
