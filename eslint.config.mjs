import js from '@eslint/js'
import a11y from 'eslint-plugin-jsx-a11y'
import react from 'eslint-plugin-react'
import hooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'
import house from './config/eslint/zones.js'

const hostGlobals = ['wx', 'my', 'window', 'document', 'localStorage', 'sessionStorage', 'fetch', 'navigator', 'location', 'XMLHttpRequest']
const noIntl = ['Intl', 'URL', 'URLSearchParams', 'TextEncoder', 'TextDecoder', 'structuredClone', 'AbortController', 'crypto']
const banned = (names, why) => names.map((name) => ({ name, message: why }))
const noDanger = [
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'Math.random is for nothing here: take randomness from the gateway or node:crypto.' },
  { selector: "NewExpression[callee.name='Function'], CallExpression[callee.name='Function']", message: 'No code from text.' },
]

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.data/', 'docs/', '.swc/'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    plugins: { house },
    rules: {
      'house/import-zones': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-restricted-syntax': ['error', ...noDanger],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['src/**/*.tsx', 'src/client/**/*.ts', 'src/pages/**/*.ts', 'src/services/*/pages/**/*.ts', 'src/services/*/store.ts', 'src/contract/**/*.ts'],
    ignores: ['src/client/host/**', '**/write-tokens.ts', '**/*.test.ts', 'src/console/**', '**/*.h5.tsx', '**/*.h5.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...banned(hostGlobals, 'Host globals live in src/client/host only.'),
        ...banned(noIntl, 'Missing on at least one mini-program engine.'),
      ],
    },
  },
  {
    files: ['src/**/*.tsx'],
    plugins: { react, 'react-hooks': hooks, 'jsx-a11y': a11y },
    settings: { react: { version: '18.3' } },
    rules: {
      'react/jsx-key': 'error',
      'react/no-danger': 'error',
      'react/no-unknown-property': 'off',
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'jsx-a11y/alt-text': 'error',
      'jsx-a11y/aria-props': 'error',
      'jsx-a11y/aria-role': 'error',
    },
  },
  {
    files: ['**/*.cjs', '**/*.js'],
    languageOptions: { sourceType: 'commonjs', globals: { module: 'writable', require: 'readonly', process: 'readonly', __dirname: 'readonly', console: 'readonly' } },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['**/*.mjs', 'test/**/*.ts', 'src/gateway/**/*.ts', 'src/sandbox/**/*.ts', 'config/**/*.ts'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', Buffer: 'readonly', URL: 'readonly', setTimeout: 'readonly', clearTimeout: 'readonly', fetch: 'readonly', AbortSignal: 'readonly' } },
  },
)
