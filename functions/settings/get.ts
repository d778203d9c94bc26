import { defineRoute, endpoint, jsonReply } from '#shared/http/endpoint.ts'
import { etag } from '#shared/http/versions.ts'
import { Settings } from '#shared/schemas/settings.ts'
import { getSettings } from '#shared/services/settings/read.ts'

const route = defineRoute({
  method: 'get',
  path: '/settings',
  access: 'settings:read',
  tags: ['settings'],
  summary: 'Read the settings of the company',
  responses: { 200: jsonReply(Settings, 'The settings') },
})

export default endpoint().openapi(route, async (c) => {
  const settings = await getSettings(c.get('ctx'))
  return c.json(settings, 200, etag(settings))
})
