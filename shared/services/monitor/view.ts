import { quantityToNumber } from '../../domain/quantity.ts'
import { formatDecimal } from '../../domain/scaled.ts'
import type { ListedForecastRow } from '../../repositories/forecasts.ts'
import type { ProductForecast } from '../../schemas/monitor.ts'

const DEMAND_DECIMALS = 6

/** Demand is kept in 1/1,000,000 of the unit. */
export function demandToNumber(dailyDemand: number): number {
  return Number(formatDecimal(dailyDemand, DEMAND_DECIMALS, 0))
}

export function forecastView(row: ListedForecastRow): ProductForecast {
  const { stockoutRank: _stockoutRank, ...shown } = row
  return {
    ...shown,
    available: quantityToNumber(row.available),
    dailyDemand: demandToNumber(row.dailyDemand),
    incoming: quantityToNumber(row.incoming),
  }
}
