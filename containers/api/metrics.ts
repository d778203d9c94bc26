import { collectDefaultMetrics, Registry } from 'prom-client'
import type { Metrics } from '#shared/http/metrics.ts'

const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

/** What was seen of one method and route. */
interface Seen {
  method: string
  route: string
  byStatus: Map<number, number>
  /** How many fell into each bucket, the last one for those above all. */
  inBucket: number[]
  seconds: number
}

/**
 * Request counts and times by route, and what Node knows of its own process, for Prometheus.
 * Requests are counted here and put into words only when somebody asks, because a library's
 * histogram costs each request more than its routing.
 * Source of the text: https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function prometheusMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const routes = new Map<string, Seen>()
  return {
    observe(method, route, status, seconds) {
      const key = `${method} ${route}`
      let seen = routes.get(key)
      if (!seen) {
        const inBucket = Array.from({ length: BUCKETS.length + 1 }, () => 0)
        seen = { method, route, byStatus: new Map(), inBucket, seconds: 0 }
        routes.set(key, seen)
      }
      seen.byStatus.set(status, (seen.byStatus.get(status) ?? 0) + 1)
      let bucket = 0
      while (seconds > (BUCKETS[bucket] ?? Number.POSITIVE_INFINITY)) bucket++
      seen.inBucket[bucket] = (seen.inBucket[bucket] ?? 0) + 1
      seen.seconds += seconds
    },
    render: async () => ({
      contentType: registry.contentType,
      body: (await registry.metrics()) + requestLines([...routes.values()]).join('\n') + '\n',
    }),
  }
}

function requestLines(routes: readonly Seen[]): string[] {
  const total = 'stockroom_http_requests_total'
  const seconds = 'stockroom_http_request_seconds'
  return [
    `# HELP ${total} Requests answered, by method, route and status`,
    `# TYPE ${total} counter`,
    ...routes.flatMap((seen) =>
      [...seen.byStatus].map(
        ([status, count]) => `${total}{${labels(seen)},status="${status}"} ${count}`,
      ),
    ),
    `# HELP ${seconds} Time from request to answer, by method and route`,
    `# TYPE ${seconds} histogram`,
    ...routes.flatMap((seen) => histogramLines(seconds, seen)),
  ]
}

function histogramLines(name: string, seen: Seen): string[] {
  let upTo = 0
  const buckets = seen.inBucket.map((count, index) => {
    upTo += count
    return `${name}_bucket{${labels(seen)},le="${BUCKETS[index] ?? '+Inf'}"} ${upTo}`
  })
  return [
    ...buckets,
    `${name}_sum{${labels(seen)}} ${seen.seconds}`,
    `${name}_count{${labels(seen)}} ${upTo}`,
  ]
}

/** Methods are those that Node accepts and routes are ours, so neither holds a quote or backslash. */
function labels({ method, route }: Seen): string {
  return `method="${method}",route="${route}"`
}
