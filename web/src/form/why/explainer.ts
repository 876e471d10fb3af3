/**
 * Answers "why?" with core's own words (core/explain). They are in a module of their own, which is loaded with the first
 * question; a session there is brought to where the form is now, answer by answer.
 */
import { loadAuthoring } from '@qudao/core/authoring';
import type { Authoring, Explanation } from '@qudao/core/authoring';
import type { Definition, Session } from '@qudao/core';
import type { Bundle } from '../model/definition';
import type { FormStore } from '../model/form_store';

let loading: Promise<Authoring> | undefined;

/** A load that failed can be tried again. */
function getAuthoring(): Promise<Authoring> {
  loading ??= loadAuthoring().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

const definitions = new WeakMap<Bundle, Definition>();

export class Explainer {
  private readonly authoring: Authoring;
  private readonly followed = new WeakMap<FormStore, () => Session>();

  private constructor(authoring: Authoring) {
    this.authoring = authoring;
  }

  static async load(): Promise<Explainer> {
    return new Explainer(await getAuthoring());
  }

  explain(store: FormStore, path: string): Explanation {
    return this.authoring.explain(this.session(store), path);
  }

  /** The form's session as this module has it. */
  session(store: FormStore): Session {
    const { bundle, history } = store;
    let follow = this.followed.get(store);
    if (!follow) {
      follow = history.follower((opening) => this.definition(bundle).openSession(opening));
      this.followed.set(store, follow);
    }
    return follow();
  }

  private definition(bundle: Bundle): Definition {
    let definition = definitions.get(bundle);
    if (!definition) definitions.set(bundle, (definition = this.authoring.openDefinition(bundle)));
    return definition;
  }
}
