/**
 * Qudao's core for JavaScript: forms whose rules are data.
 *
 * ```ts
 * const core = await loadCore();
 * const definition = core.openDefinition(await (await fetch('/api/v1/definitions/signing')).json());
 * const session = definition.openSession({ context: { locale: 'en', values: { partner, user, settings } } });
 * const { changed, cleared } = session.set('signing_entity', 'inspur_info');
 * const { valid, violations } = session.validate();
 * session.dispose();
 * ```
 */
export { loadCore, type LoadOptions } from './load.js';
export { Core } from './core.js';
export { Definition } from './definition.js';
export { Session } from './session.js';
export { DefinitionError, ExpressionError, RequestError } from './errors.js';
export type * from './types.js';
