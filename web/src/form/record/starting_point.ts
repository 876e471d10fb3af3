import type { RecordData } from '../../api';
import { difference } from '../draft/safety_copy';
import type { SafetyCopy } from '../draft/safety_copy';

/** What a form opens with: the stored record, or what was typed here and never arrived. */
export interface StartingPoint {
  data: RecordData;
  /** How many answers come from this machine's copy. */
  restored: number;
  time: string;
  /** The version those answers belong to: when the stored one is newer, saving is a conflict. */
  version: number;
}

/**
 * A copy is written with every answer and removed once stored: what it has is the newest.
 * `isTyped` tells fields a person answers from calculated ones, which are nothing to restore.
 */
export function startingPoint(
  stored: RecordData,
  version: number,
  copy: SafetyCopy | null,
  isTyped: (path: string) => boolean,
): StartingPoint {
  const asStored = { data: stored, restored: 0, time: '', version };
  if (copy === null) return asStored;
  const restored = Object.keys(difference(stored, copy.data)).filter(isTyped).length;
  return restored === 0
    ? asStored
    : { data: copy.data, restored, time: copy.time, version: copy.version };
}
