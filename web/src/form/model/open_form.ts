/** Definition + record + context → a form to draw. Definitions stay compiled while the page lives. */
import type { Core, Definition, SessionOptions } from '@qudao/core';
import type { Locale, RecordData } from '../../api';
import { getDefinition } from '../../shell/kept_definitions';
import { getCore } from '../core';
import type { Bundle } from './definition';
import type { LookupNames } from './display';
import { FormStore } from './form_store';

export interface LoadedDefinition {
  bundle: Bundle;
  compiled: Definition;
}

const loaded = new Map<string, Promise<LoadedDefinition>>();

async function load(path: string): Promise<LoadedDefinition> {
  const answers: [Core, Bundle] = await Promise.all([getCore(), getDefinition<Bundle>(path)]);
  const [core, bundle] = answers;
  return { bundle, compiled: core.openDefinition(bundle) };
}

/** The newest, or that of a version. */
export function loadDefinition(entity: string, version?: number): Promise<LoadedDefinition> {
  const path = version === undefined ? entity : `${entity}/${version}`;
  let one = loaded.get(path);
  if (!one) {
    one = load(path);
    loaded.set(path, one);
    one.catch(() => loaded.delete(path));
  }
  return one;
}

export interface OpenOptions {
  definition: LoadedDefinition;
  record: RecordData;
  /** The maps rules read besides fields, as the server gives them to core. */
  values: Record<string, unknown>;
  locale: Locale;
  lookups?: LookupNames | undefined;
  takenOver?: readonly string[] | undefined;
  recordId?: string | undefined;
  mode?: 'edit' | 'frozen';
  /** Frozen: fields that take answers all the same (an approver's). */
  editable?: readonly string[];
}

export function openForm(options: OpenOptions): FormStore {
  const { definition, record, values, locale, lookups = {}, mode = 'edit' } = options;
  const opening: SessionOptions = {
    record,
    mode,
    editable: [...(options.editable ?? [])],
    context: {
      now: new Date().toISOString(),
      zone_minutes: -new Date().getTimezoneOffset(),
      locale,
      values: { ...values, mode },
      lookups,
      lookups_complete: false,
    },
  };
  return new FormStore({
    bundle: definition.bundle,
    session: definition.compiled.openSession(opening),
    opening,
    lookups,
    takenOver: options.takenOver ?? [],
    recordId: options.recordId,
  });
}
