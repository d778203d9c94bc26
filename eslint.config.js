import { existsSync, readdirSync } from 'node:fs'
import { createNodeResolver, importX } from 'eslint-plugin-import-x'
import tseslint from 'typescript-eslint'

/** Which folder may import which (docs/architecture.md): everything not listed is forbidden. */
const layers = {
  'shared/domain': ['shared/domain', 'shared/errors.ts'],
  'shared/schemas': ['shared/schemas', 'shared/domain', 'shared/ids.ts'],
  'shared/csv': ['shared/csv', 'shared/domain', 'shared/errors.ts'],
  'shared/db': ['shared/db', 'shared/domain', 'shared/errors.ts'],
  'shared/repositories': [
    'shared/repositories',
    'shared/db',
    'shared/domain',
    'shared/errors.ts',
    'shared/ids.ts',
    'shared/encoding.ts',
  ],
  'shared/audit': [
    'shared/audit',
    'shared/repositories',
    'shared/db',
    'shared/domain',
    'shared/errors.ts',
    'shared/ids.ts',
    'shared/encoding.ts',
    'shared/context.ts',
  ],
  'shared/auth': [
    'shared/auth',
    'shared/repositories',
    'shared/db',
    'shared/domain',
    'shared/errors.ts',
    'shared/ids.ts',
    'shared/encoding.ts',
    'shared/context.ts',
  ],
  'shared/mail': [
    'shared/mail',
    'shared/auth',
    'shared/repositories',
    'shared/db',
    'shared/errors.ts',
    'shared/ids.ts',
    'shared/encoding.ts',
    'shared/context.ts',
  ],
  'shared/events': [
    'shared/events',
    'shared/auth',
    'shared/repositories',
    'shared/db',
    'shared/domain',
    'shared/errors.ts',
    'shared/ids.ts',
    'shared/context.ts',
    'shared/log.ts',
  ],
  'shared/services': [
    'shared/services',
    'shared/domain',
    'shared/repositories',
    'shared/db',
    'shared/audit',
    'shared/auth',
    'shared/mail',
    'shared/events',
    'shared/csv',
    'shared/schemas',
    'shared/errors.ts',
    'shared/ids.ts',
    'shared/encoding.ts',
    'shared/context.ts',
  ],
  'shared/http': [
    'shared/http',
    'shared/auth',
    'shared/domain',
    'shared/schemas',
    'shared/errors.ts',
    'shared/ids.ts',
    'shared/encoding.ts',
    'shared/context.ts',
  ],
  functions: [
    'shared/http',
    'shared/schemas',
    'shared/services',
    'shared/errors.ts',
    'shared/encoding.ts',
  ],
}

const zones = Object.entries(layers).map(([target, allowed]) => ({
  target: `./${target}/**/!(*.test).ts`,
  from: './{shared,functions,containers,bench,web}/**/*',
  except: allowed.map((path) => (path.endsWith('.ts') ? `**/${path}` : `**/${path}/**`)),
  message: `${target} may import only ${allowed.join(', ')}`,
}))

const features = existsSync('web/features') ? readdirSync('web/features') : []

/** The web: what it may take from the rest, and that its parts know nothing of each other. */
const webZones = [
  {
    target: './web/**/*',
    from: './{shared,functions,containers,bench}/**/*',
    except: ['**/shared/schemas/**', '**/shared/domain/**', '**/shared/ids.ts'],
    message: 'web may import only shared/domain, types of shared/schemas, and the client',
  },
  {
    target: './web/{components,lib}/**/*',
    from: './web/{features,app}/**/*',
    message: 'what features use does not know them',
  },
  {
    target: './web/features/**/*',
    from: './web/app/**/*',
    message: 'features do not know the pages they are on',
  },
  ...features.map((name) => ({
    target: `./web/features/${name}/**/*`,
    from: './web/features/**/*',
    except: [`**/web/features/${name}/**`],
    message: 'features never import each other; what two need goes to components/ or lib/',
  })),
]

/** Classes that name a side of the screen: in Arabic it would be the wrong one. */
const physicalSide = [
  '(?:m|p|scroll-m|scroll-p)[lr]-(?:\\d|px|auto|\\[|\\()',
  '(?:left|right)-(?:\\d|px|auto|full|\\[|\\()',
  'text-(?:left|right)',
  '(?:rounded|border)-(?:l|r|tl|tr|bl|br)',
]
  .map((name) => `(?:${name})`)
  .join('|')
const physicalClass = `/(?:^|[\\s:!-])(?:${physicalSide})(?=$|[\\s\\d-])/`
const physicalMessage = 'name the side by the direction of the text: ms- me- ps- pe- start- end-'
const literalMessage = 'texts come from web/messages, in every language'

const webSyntax = [
  { selector: `Literal[value=${physicalClass}]`, message: physicalMessage },
  { selector: `TemplateElement[value.raw=${physicalClass}]`, message: physicalMessage },
  { selector: 'JSXText[value=/\\p{L}/u]', message: literalMessage },
  {
    selector:
      'JSXAttribute[name.name=/^(?:aria-label|title|placeholder|alt|label)$/] > Literal[value=/\\p{L}/u]',
    message: literalMessage,
  },
]

const serverOnly = [
  'Buffer',
  'process',
  '__dirname',
  '__filename',
  'require',
  'global',
  'setImmediate',
]

export default tseslint.config(
  {
    ignores: [
      '{node_modules,coverage,dist,data}',
      'web/{.next,public,next-env.d.ts}',
      'clients/ts/{dist,src/api-types.ts}',
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['eslint.config.js', 'web/postcss.config.mjs'] },
      },
    },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [
        createNodeResolver({ extensions: ['.ts', '.tsx', '.js', '.json'] }),
      ],
      'import-x/extensions': ['.ts', '.tsx'],
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { varsIgnorePattern: '^_', argsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/unified-signatures': 'off',
      '@typescript-eslint/unbound-method': 'off',
      'import-x/no-cycle': 'error',
      'max-lines': ['error', 300],
      'max-lines-per-function': ['error', { max: 60, skipComments: true, skipBlankLines: true }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['{functions,shared,clients/ts/src}/**/*.ts'],
    ignores: [
      '**/*.node.ts',
      '**/*.test.ts',
      'shared/testing/**',
      'functions/_runtime/{build,testing}/**',
    ],
    rules: {
      'no-restricted-globals': [
        'error',
        ...serverOnly.map((name) => ({
          name,
          message: 'Web APIs only: this runs on every platform',
        })),
      ],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: '^node:', message: 'Web APIs only: put it into a *.node.ts file' },
            { regex: '\\.node\\.ts$', message: 'drivers meet in containers/ only' },
            { regex: 'testing/', message: 'only tests import this' },
          ],
        },
      ],
    },
  },
  {
    files: ['functions/**/*.ts', 'shared/**/*.ts'],
    ignores: [
      '**/*.test.ts',
      '**/*.node.ts',
      'shared/testing/**',
      'functions/app.ts',
      // Here the parts are put together, as in containers/.
      'functions/_runtime/**',
    ],
    rules: { 'import-x/no-restricted-paths': ['error', { zones }] },
  },
  {
    files: ['clients/ts/src/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^(?![.]/)', message: 'the package depends on nothing' }] },
      ],
    },
  },
  {
    files: ['functions/*/**/*.ts'],
    ignores: ['**/*.test.ts', 'functions/_runtime/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ImportDeclaration[source.value=/^[.]{1,2}\\u002F/]',
          message: 'an endpoint imports no other endpoint; shared code belongs to shared/',
        },
        {
          selector: "CallExpression[callee.object.name='c'][callee.property.name='header']",
          message: 'give headers to c.json or c.body: replies.ts says why',
        },
        {
          selector: "MemberExpression[object.name='c'][property.name='var']",
          message: "c.var makes an object of all variables each time: c.get('ctx')",
        },
      ],
    },
  },
  {
    files: ['web/**/*.{ts,tsx}'],
    ignores: ['web/testing/**', '**/*.{test,browser}.{ts,tsx}'],
    rules: {
      'import-x/no-restricted-paths': ['error', { zones: webZones }],
      'no-restricted-syntax': ['error', ...webSyntax],
      // An import of nothing but inline types would still load the module.
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^#shared\u002Fschemas\u002F',
              allowTypeImports: true,
              message: 'only its types: import type',
            },
            { regex: 'testing\u002F', message: 'only tests import this' },
          ],
        },
      ],
    },
  },
  {
    files: ['web/**/*.{ts,tsx}', 'clients/ts/src/**/*.ts'],
    ignores: ['web/testing/**', '**/*.{test,browser}.{ts,tsx}', 'web/proxy.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'crypto',
          property: 'randomUUID',
          message: 'pages over plain HTTP have none: newKey of #client/answer.ts',
        },
      ],
    },
  },
  {
    files: [
      '**/*.test.{ts,tsx}',
      '**/*.{browser,container}.ts',
      'shared/testing/**',
      'web/testing/**',
      'functions/_runtime/testing/**',
    ],
    rules: {
      'max-lines-per-function': 'off',
      'no-console': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
    },
  },
  // Function platforms collect what is written to the console.
  {
    files: ['containers/**', 'bench/**', 'functions/_runtime/**'],
    rules: { 'no-console': 'off' },
  },
  // Hono's own successor of this adapter is announced, but not published.
  {
    files: ['functions/_runtime/lambda.node.ts'],
    rules: { '@typescript-eslint/no-deprecated': 'off' },
  },
  // A table is one statement after the other; cutting them up would hide the schema.
  { files: ['shared/db/migrations/**'], rules: { 'max-lines-per-function': 'off' } },
  { files: ['eslint.config.js'], ...tseslint.configs.disableTypeChecked },
  // One table after the other.
  { files: ['eslint.config.js'], rules: { 'max-lines': 'off' } },
)
