import { json, type Target } from '../target.ts'
import { appSource, type Unit } from '../units.ts'

/** AWS Lambda: a folder for each function, and a SAM template that joins them to an HTTP API. */
export const lambda: Target = {
  kind: 'node',
  isServer: false,
  bundles: (unit) => [
    {
      file: `${unit.name}/index.mjs`,
      source: `import { toLambda } from '#functions/_runtime/lambda.node.ts'\n${appSource(unit)}export const { handler } = toLambda(app)\n`,
      endpoints: unit.endpoints.length,
    },
  ],
  files: (units) => ({ 'template.json': json(templateOf(units)) }),
}

/** The tick says that it is one, as a rule of EventBridge does by itself. */
const schedule = {
  Type: 'ScheduleV2',
  Properties: {
    ScheduleExpression: 'rate(1 minute)',
    Input: JSON.stringify({ source: 'aws.scheduler' }),
  },
}

const secretParameter = { Type: 'String', NoEcho: true, MinLength: 32 }

function templateOf(units: readonly Unit[]) {
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Transform: 'AWS::Serverless-2016-10-31',
    Description: 'Stockroom',
    Parameters: {
      DatabaseUrl: { Type: 'String', NoEcho: true },
      PublicUrl: { Type: 'String' },
      SecretKey: secretParameter,
      DbEncryptionKey: secretParameter,
    },
    Globals: {
      Function: {
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Architectures: ['arm64'],
        MemorySize: 1024,
        Timeout: 60,
        Environment: {
          Variables: {
            DATABASE_URL: { Ref: 'DatabaseUrl' },
            PUBLIC_URL: { Ref: 'PublicUrl' },
            SECRET_KEY: { Ref: 'SecretKey' },
            DB_ENCRYPTION_KEY: { Ref: 'DbEncryptionKey' },
          },
        },
      },
    },
    Resources: {
      Api: { Type: 'AWS::Serverless::HttpApi' },
      ...Object.fromEntries(units.map((unit) => [logicalId(unit), functionOf(unit)])),
    },
    Outputs: {
      Url: { Value: { 'Fn::Sub': 'https://${Api}.execute-api.${AWS::Region}.amazonaws.com' } },
    },
  }
}

function functionOf(unit: Unit) {
  const { name, endpoints, isWhole, hasJobs } = unit
  const routes = isWhole
    ? [['Any', event('ANY', '/api/{proxy+}')] as const]
    : endpoints.map(
        ({ method, path }, index) => [`Route${index}`, event(method, `/api${path}`)] as const,
      )
  return {
    Type: 'AWS::Serverless::Function',
    Properties: {
      CodeUri: `${name}/`,
      Events: {
        ...Object.fromEntries(routes),
        ...(hasJobs && { EveryMinute: schedule }),
      },
    },
  }
}

function event(method: string, path: string) {
  const api = { Ref: 'Api' }
  return { Type: 'HttpApi', Properties: { ApiId: api, Method: method, Path: path } }
}

function logicalId({ name }: Unit): string {
  return name.replaceAll(/(?:^|-)(\w)/g, (_, first: string) => first.toUpperCase())
}
