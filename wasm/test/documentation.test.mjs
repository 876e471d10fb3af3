// Whatever the package exports says what it is: read from the declarations of the installed package, as editors do.
import assert from 'node:assert/strict';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import ts from 'typescript';
import { installPackage } from './installed.mjs';

let installed;
before(() => {
  installed = installPackage();
});
after(() => installed.remove());

const isInternal = (symbol) => symbol.getJsDocTags().some(({ name }) => name === 'internal');

function isHidden(symbol) {
  const { Private, Protected } = ts.ModifierFlags;
  return symbol.declarations.every(
    (each) => ts.getCombinedModifierFlags(each) & (Private | Protected),
  );
}

/** Names of what has no comment: `Class.member`, and what the signature of a type holds in braces. */
function undocumented(checker, module) {
  const missing = new Set();
  const visit = (symbol, name, depth) => {
    if (isInternal(symbol) || isHidden(symbol)) return;
    if (symbol.getDocumentationComment(checker).length === 0) missing.add(name);
    if (depth === 0) return;
    const type =
      symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias)
        ? checker.getDeclaredTypeOfSymbol(symbol)
        : undefined;
    if (!type?.isClassOrInterface()) return;
    for (const member of checker.getPropertiesOfType(type)) {
      // What Error has is explained by JavaScript.
      const ours = member.declarations?.every((each) =>
        each.getSourceFile().fileName.includes('/@qudao/core/'),
      );
      if (ours) visit(member, `${name}.${member.name}`, depth - 1);
    }
  };
  for (const each of checker.getExportsOfModule(module)) {
    const symbol = each.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(each) : each;
    visit(symbol, each.name, 1);
  }
  return [...missing].sort();
}

const entries = (home) => {
  const { exports } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  return Object.values(exports)
    .map(({ types }) => types)
    .filter((types) => types !== undefined)
    .map((types) => join(home, types));
};

const strict = {
  strict: true,
  noEmit: true,
  exactOptionalPropertyTypes: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
  types: [],
};

test('every export and every member of it has a comment', () => {
  const files = entries(installed.home);
  assert.equal(files.length, 5);
  const program = ts.createProgram(files, strict);
  const checker = program.getTypeChecker();
  for (const file of files) {
    const module = checker.getSymbolAtLocation(program.getSourceFile(file));
    assert.ok(checker.getExportsOfModule(module).length > 5, `${file} exports something`);
    assert.deepEqual(undocumented(checker, module), [], file);
  }
});

test('a strict program compiles against the declarations, libraries checked too', () => {
  const files = entries(installed.home);
  const program = ts.createProgram(files, strict);
  const found = ts.getPreEmitDiagnostics(program);
  assert.equal(ts.formatDiagnostics(found, ts.createCompilerHost(strict)), '');
});

test('the custom element keeps to the types, strictly', () => {
  const { folder, home } = installed;
  cpSync(join(home, 'examples/custom-element'), folder, { recursive: true });
  const javaScript = { ...strict, allowJs: true, checkJs: true, noUncheckedIndexedAccess: true };
  for (const [file, environment] of [
    ['page.js', 'dom'],
    ['service-worker.js', 'webworker'],
  ]) {
    const options = { ...javaScript, lib: ['lib.es2023.d.ts', `lib.${environment}.d.ts`] };
    const program = ts.createProgram([join(folder, file)], options);
    const found = ts.getPreEmitDiagnostics(program);
    assert.equal(ts.formatDiagnostics(found, ts.createCompilerHost(options)), '');
  }
});
