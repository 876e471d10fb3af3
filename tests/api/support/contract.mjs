// The server's own OpenAPI document as a judge: every answer must be one it describes.
import assert from 'node:assert/strict';
import Ajv2020 from 'ajv/dist/2020.js';

const documentId = 'https://qudao.dev/openapi.json';

/** @param {string} text a part of a JSON pointer */
const pointerPart = (text) => text.replaceAll('~', '~0').replaceAll('/', '~1');

/** @param {string} path @param {string} template */
function matches(path, template) {
  const given = path.split('/');
  const wanted = template.split('/');
  return (
    given.length === wanted.length &&
    wanted.every((part, i) => part === given[i] || (/^\{.*\}$/.test(part) && given[i] !== ''))
  );
}

export class Contract {
  /** @param {any} document */
  constructor(document) {
    this.document = document;
    this.ajv = new Ajv2020({ strict: false, allErrors: true });
    this.ajv.addSchema({ $id: documentId, ...document });
  }

  /** @param {string} origin */
  static async load(origin) {
    const answer = await fetch(`${origin}/api/v1/openapi.json`);
    return new Contract(await answer.json());
  }

  /** Every operation: {method, path, who, operation}. */
  operations() {
    return Object.entries(this.document.paths).flatMap(([path, methods]) =>
      Object.entries(/** @type {Record<string, any>} */ (methods)).map(([method, operation]) => ({
        method: method.toUpperCase(),
        path,
        who: /** @type {string} */ (operation['x-qudao-who']),
        operation,
      })),
    );
  }

  /** @param {string} path the template with the most literal parts, as the server's router chooses */
  #template(path) {
    return Object.keys(this.document.paths)
      .filter((template) => matches(path, template))
      .sort((a, b) => a.split('{').length - b.split('{').length)[0];
  }

  /**
   * @param {string} method
   * @param {string} target
   * @param {import('./client.mjs').Answer} answer
   */
  check(method, target, answer) {
    const path = target.split('?')[0];
    const where = `${method} ${path} → ${answer.status}`;
    const template = this.#template(path);
    const operation = template && this.document.paths[template][method.toLowerCase()];
    if (!operation) {
      assert.ok([400, 404, 405, 413, 431, 501].includes(answer.status), `${where}: not described`);
      return this.#checkSchema('#/components/schemas/Problem', answer.json, where);
    }
    const key = String(answer.status) in operation.responses ? String(answer.status) : 'default';
    assert.ok(key !== 'default' || answer.status >= 400, `${where}: this status is not described`);
    this.#checkContent(template, method.toLowerCase(), key, answer, where);
  }

  /**
   * @param {string} template
   * @param {string} method
   * @param {string} key
   * @param {import('./client.mjs').Answer} answer
   * @param {string} where
   */
  #checkContent(template, method, key, answer, where) {
    const base = `#/paths/${pointerPart(template)}/${method}/responses/${key}`;
    const described = this.document.paths[template][method].responses[key];
    const response = described.$ref ? this.#resolve(described.$ref) : described;
    const pointer = described.$ref ?? base;
    if (!response.content) {
      assert.equal(answer.text, '', `${where}: no content is described`);
      return;
    }
    const type = (answer.headers['content-type'] ?? '').split(';')[0];
    const media = type in response.content ? type : '*/*';
    assert.ok(media in response.content, `${where}: content type ${type} is not described`);
    if (answer.json === undefined) return;
    this.#checkSchema(`${pointer}/content/${pointerPart(media)}/schema`, answer.json, where);
  }

  /** @param {string} reference */
  #resolve(reference) {
    return reference
      .slice(2)
      .split('/')
      .reduce((value, part) => value[part], this.document);
  }

  /** @param {string} pointer @param {unknown} value @param {string} where */
  #checkSchema(pointer, value, where) {
    const validate = this.ajv.getSchema(`${documentId}${encodeURI(pointer)}`);
    assert.ok(validate, `${where}: no schema at ${pointer}`);
    const valid = validate(value);
    const errors = this.ajv.errorsText(validate.errors, { separator: '\n' });
    assert.ok(valid, `${where} is not as openapi.json says:\n${errors}\n${JSON.stringify(value)}`);
  }
}
