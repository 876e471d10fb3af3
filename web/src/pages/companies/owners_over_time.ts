/** Who had a company from when until when, read out of its history. */
import type { CompanyEvent } from './companies_api';

export interface Tenure {
  owner: string;
  from: string;
  /** Nothing: until now. */
  until?: string;
  /** How it ended. */
  how?: string;
}

/** `events` newest first, as they are shown; the newest tenure comes first. */
export function ownersOverTime(events: readonly CompanyEvent[]): Tenure[] {
  const out: Tenure[] = [];
  for (const event of [...events].reverse()) {
    if (event.from === event.to) continue;
    const current = out[0];
    if (current && current.until === undefined) {
      current.until = event.at;
      current.how = event.kind;
    }
    if (event.to !== '') out.unshift({ owner: event.to, from: event.at });
  }
  return out;
}
