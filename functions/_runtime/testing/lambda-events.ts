/** An HTTP request as a gateway sees it. */
export interface SeenRequest {
  method: string
  /** Path and query as they were sent. */
  url: string
  headers: Record<string, string>
  body: Uint8Array
}

/** What Lambda answers a gateway. */
export interface GatewayAnswer {
  statusCode: number
  body: string
  isBase64Encoded: boolean
  headers?: Record<string, string | string[]>
  multiValueHeaders?: Record<string, string[]>
  cookies?: string[]
}

export type EventForm = 'rest-api' | 'http-api' | 'load-balancer' | 'function-url'

/** Where every gateway says that its caller is. */
export const SOURCE_IP = '203.0.113.9'

/**
 * The event that Lambda is called with, in the documented form of each gateway.
 * Sources: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html,
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html,
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
 */
export function eventOf(form: EventForm, seen: SeenRequest): Record<string, unknown> {
  switch (form) {
    case 'rest-api':
      return restApiEvent(seen)
    case 'http-api':
      return payloadTwo(seen, { routeKey: 'ANY /api/{proxy+}', host: 'execute-api' })
    case 'function-url':
      return payloadTwo(seen, { routeKey: '$default', host: 'lambda-url' })
    case 'load-balancer':
      return loadBalancerEvent(seen)
  }
}

/** The status, headers and body that the gateway sends to its caller. */
export function answerOf(answer: GatewayAnswer) {
  const { statusCode, headers = {}, multiValueHeaders = {}, cookies = [] } = answer
  const all: [string, string][] = []
  for (const [name, value] of Object.entries(headers)) {
    for (const one of [value].flat()) all.push([name, one])
  }
  for (const [name, values] of Object.entries(multiValueHeaders)) {
    for (const value of values) all.push([name, value])
  }
  for (const cookie of cookies) all.push(['set-cookie', cookie])
  const body = Buffer.from(answer.body, answer.isBase64Encoded ? 'base64' : 'utf8')
  return { statusCode, headers: all, body }
}

function restApiEvent(seen: SeenRequest) {
  const { path, query } = partsOf(seen)
  const multiple = multipleOf(query)
  const proxyPath = path.replace(/^\/api\//, '')
  return {
    resource: '/api/{proxy+}',
    path,
    httpMethod: seen.method,
    headers: forwarded(seen),
    multiValueHeaders: asLists(forwarded(seen)),
    queryStringParameters: query.size > 0 ? Object.fromEntries(query) : null,
    multiValueQueryStringParameters: query.size > 0 ? multiple : null,
    pathParameters: { proxy: proxyPath },
    stageVariables: null,
    requestContext: {
      accountId: '123456789012',
      apiId: 'abcdef1234',
      domainName: 'abcdef1234.execute-api.eu-central-1.amazonaws.com',
      domainPrefix: 'abcdef1234',
      extendedRequestId: 'JJbxFFHwliAFVxw=',
      httpMethod: seen.method,
      identity: { sourceIp: SOURCE_IP, userAgent: seen.headers['user-agent'] ?? null },
      path: `/prod${path}`,
      protocol: 'HTTP/1.1',
      requestId: crypto.randomUUID(),
      requestTimeEpoch: Date.now(),
      resourcePath: '/api/{proxy+}',
      stage: 'prod',
    },
    ...bodyOf(seen, null),
  }
}

function payloadTwo(seen: SeenRequest, { routeKey, host }: { routeKey: string; host: string }) {
  const { path, query, rawQuery } = partsOf(seen)
  const { cookie, ...headers } = forwarded(seen)
  const joined = Object.entries(multipleOf(query)).map(([name, values]) => [name, values.join(',')])
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: rawQuery,
    ...(cookie !== undefined && { cookies: cookie.split('; ') }),
    headers,
    ...(query.size > 0 && { queryStringParameters: Object.fromEntries(joined) as object }),
    requestContext: {
      accountId: 'anonymous',
      apiId: 'abcdef1234',
      domainName: `abcdef1234.${host}.eu-central-1.on.aws`,
      domainPrefix: 'abcdef1234',
      http: {
        method: seen.method,
        path,
        protocol: 'HTTP/1.1',
        sourceIp: SOURCE_IP,
        userAgent: seen.headers['user-agent'] ?? '',
      },
      requestId: crypto.randomUUID(),
      routeKey,
      stage: '$default',
      time: '21/Nov/2026:04:00:00 +0000',
      timeEpoch: Date.now(),
    },
    ...bodyOf(seen, undefined),
  }
}

/** With multi-value headers switched on, as the page on Lambda asks for. */
function loadBalancerEvent(seen: SeenRequest) {
  const { path, rawQuery } = partsOf(seen)
  const group = 'arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/stock/6d0ecf83'
  // A load balancer hands the query over as it came, not decoded.
  const raw: Record<string, string[]> = {}
  for (const pair of rawQuery.split('&').filter((text) => text !== '')) {
    const [name = '', value = ''] = pair.split('=')
    raw[name] = [...(raw[name] ?? []), value]
  }
  return {
    requestContext: { elb: { targetGroupArn: group } },
    httpMethod: seen.method,
    path,
    multiValueQueryStringParameters: raw,
    multiValueHeaders: asLists(forwarded(seen)),
    ...bodyOf(seen, ''),
  }
}

function partsOf({ url }: SeenRequest) {
  const [path = '', rawQuery = ''] = url.split('?')
  return { path, rawQuery, query: new URLSearchParams(rawQuery) }
}

/** What every gateway adds; the caller's own claim stays in front. */
function forwarded({ headers }: SeenRequest): Record<string, string> {
  const claimed = headers['x-forwarded-for']
  return {
    ...headers,
    'x-forwarded-for': claimed === undefined ? SOURCE_IP : `${claimed}, ${SOURCE_IP}`,
    'x-forwarded-port': '443',
    'x-forwarded-proto': 'https',
  }
}

function asLists(headers: Record<string, string>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]))
}

function multipleOf(query: URLSearchParams): Record<string, string[]> {
  return Object.fromEntries([...query.keys()].map((name) => [name, query.getAll(name)]))
}

function bodyOf<Nothing>({ headers, body }: SeenRequest, nothing: Nothing) {
  if (body.length === 0) return { body: nothing, isBase64Encoded: false }
  const isText = /^(text\/|application\/json)/.test(headers['content-type'] ?? '')
  const bytes = Buffer.from(body)
  return { body: bytes.toString(isText ? 'utf8' : 'base64'), isBase64Encoded: !isText }
}
