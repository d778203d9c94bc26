import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client'
import type { Metrics } from '#shared/http/metrics.ts'

/** Request counts and times by route, and what Node knows of its own process, for Prometheus. */
export function prometheusMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Counter({
    name: 'stockroom_http_requests_total',
    help: 'Requests answered, by method, route and status',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  })
  const seconds = new Histogram({
    name: 'stockroom_http_request_seconds',
    help: 'Time from request to answer, by method and route',
    labelNames: ['method', 'route'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  type Children = {
    seconds: ReturnType<typeof seconds.labels>
    byStatus: Map<number, ReturnType<typeof requests.labels>>
  }
  // Looking a child up by its labels costs more than counting; the set of routes is small.
  const known = new Map<string, Children>()

  return {
    observe(method, route, status, elapsed) {
      const key = `${method} ${route}`
      let children = known.get(key)
      if (!children) {
        children = { seconds: seconds.labels(method, route), byStatus: new Map() }
        known.set(key, children)
      }
      let counter = children.byStatus.get(status)
      if (!counter) {
        counter = requests.labels(method, route, String(status))
        children.byStatus.set(status, counter)
      }
      counter.inc()
      children.seconds.observe(elapsed)
    },
    render: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  }
}
