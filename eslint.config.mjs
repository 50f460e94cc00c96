// SPDX-License-Identifier: Apache-2.0
import js from '@eslint/js';
import globals from 'globals';

const shared = {
  'no-var': 'error',
  'prefer-const': 'error',
  eqeqeq: 'error',
  'no-eval': 'error',
  'no-implied-eval': 'error',
  'no-restricted-properties': [
    'error',
    { property: 'innerHTML', message: 'Text enters the DOM as text nodes.' },
    { property: 'outerHTML', message: 'Text enters the DOM as text nodes.' },
    { property: 'insertAdjacentHTML', message: 'Text enters the DOM as text nodes.' },
  ],
  'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
  'max-lines': ['error', 400],
  'max-params': ['error', 4],
  complexity: ['error', 15],
};

/** Content scripts are classic scripts of one world: each gives the others one global. */
const contentGlobals = Object.fromEntries(
  ['pageText', 'sides', 'chat', 'observe', 'highlights', 'links', 'card', 'warning', 'findings'].map(name => [name, 'readonly']));

export default [
  { ignores: ['build/', 'node_modules/', '.cache/'] },
  js.configs.recommended,
  {
    files: ['extension/**/*.js'],
    languageOptions: { sourceType: 'module', globals: { ...globals.browser, ...globals.webextensions, card: 'readonly' } },
    rules: { ...shared, 'no-control-regex': 'off' },
  },
  {
    files: ['extension/content/*.js'],
    languageOptions: { sourceType: 'script', globals: contentGlobals },
    rules: { 'no-redeclare': ['error', { builtinGlobals: false }], 'no-unused-vars': ['error', { vars: 'local', argsIgnorePattern: '^_' }] },
  },
  {
    files: ['tests/**/*.mjs', 'bench/**/*.mjs', 'patterns/**/*.mjs', '*.mjs'],
    languageOptions: { globals: { ...globals.node, ...globals.browser, ...globals.webextensions, ...contentGlobals, axe: 'readonly', demo: 'readonly' } },
    rules: shared,
  },
  { files: ['tests/e2e/pages/*.js'], languageOptions: { sourceType: 'module', globals: globals.browser }, rules: shared },
];
