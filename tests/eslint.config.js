import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import globals from 'globals';

export default [
  { ignores: ['node_modules/', 'test-results/'] },
  js.configs.recommended,
  {
    languageOptions: { globals: globals.node },
    rules: {
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
    },
  },
  // Parts of these run in the page.
  { files: ['browser/**', 'bench/browser/**'], languageOptions: { globals: globals.browser } },
  prettier,
];
