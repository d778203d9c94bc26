import type { OrderStage } from '#shared/domain/orders/stages.ts'
import { PAY_DAYS, SOON_DAYS } from './today-data.ts'

/** The lists that the figures lead to. */
export const links = {
  runningOut: `/reports?tab=runs-out&within=${SOON_DAYS}`,
  lateOrders: '/orders?layout=table&late=1',
  approvals: '/orders/approvals',
  payments: `/payments?view=list&due=${PAY_DAYS}`,
  payment: (id: string) => `/payments?view=list&payment=${id}`,
  alerts: '/alerts?state=open',
  sales: '/reports?tab=sales',
  stockValue: '/reports?tab=stock-value',
  stage: (stage: OrderStage) => `/orders?layout=table&stage=${stage}`,
  order: (id: string) => `/orders/${id}`,
  product: (id: string) => `/products/${id}`,
}
