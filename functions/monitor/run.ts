import { defineRoute, endpoint, jsonReply } from '#shared/http/endpoint.ts'
import { MonitorRun } from '#shared/schemas/monitor.ts'
import { runMonitorNow } from '#shared/services/monitor/run-now.ts'

const route = defineRoute({
  method: 'post',
  path: '/monitor/run',
  access: 'monitor:run',
  tags: ['monitor'],
  summary: 'Compute when products run out, and open, resolve and mail alerts, now',
  responses: { 200: jsonReply(MonitorRun, 'What the run did') },
})

export default endpoint().openapi(route, async (c) =>
  c.json(await runMonitorNow(c.get('ctx')), 200),
)
