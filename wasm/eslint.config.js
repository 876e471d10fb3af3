import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import globals from 'globals';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'src/*.d.ts'] },
  js.configs.recommended,
  {
    files: ['src/**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    files: ['scripts/**', 'test/**', 'examples/node-server/**', '*.js'],
    languageOptions: { globals: globals.node },
  },
  { files: ['examples/custom-element/**'], languageOptions: { globals: globals.browser } },
  {
    files: ['examples/custom-element/service-worker.js'],
    languageOptions: { globals: globals.serviceworker },
  },
  prettier,
);
