import { defineRoute, endpoint, jsonBody, jsonReply, problemReply } from '#shared/http/endpoint.ts'
import { etag, withIfMatch } from '#shared/http/versions.ts'
import { Settings, UpdateSettings } from '#shared/schemas/settings.ts'
import { updateSettings } from '#shared/services/settings/update.ts'

const route = defineRoute({
  method: 'patch',
  path: '/settings',
  access: 'settings:write',
  letsIn: true,
  tags: ['settings'],
  summary: 'Change the settings of the company',
  request: { body: jsonBody(UpdateSettings) },
  responses: {
    200: jsonReply(Settings, 'The settings as stored'),
    409: problemReply(
      'The version is stale, or the currency was to change although stock or orders are valued in it',
    ),
  },
})

export default endpoint().openapi(route, async (c) => {
  const settings = await updateSettings(c.get('ctx'), withIfMatch(c, c.req.valid('json')))
  return c.json(settings, 200, etag(settings))
})
