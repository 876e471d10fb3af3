/**
 * Whether a reload would take something from under somebody's hands. What isn't stored yet holds the page; so does
 * whatever was typed on it, until the page is left or the form on it says that all is stored.
 *
 *   useHold(status !== 'saved');      a component's own
 *   const release = work.hold();      anything else's
 */
import { useEffect } from 'react';

export class Work {
  private readonly listeners = new Set<() => void>();
  private holds = 0;
  private touched = false;
  private path = '';

  get clean(): boolean {
    return this.holds === 0 && !this.touched;
  }

  hold(): () => void {
    this.holds += 1;
    this.tell();
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.holds -= 1;
      this.tell();
    };
  }

  /** Somebody typed: into what, and whether it is stored, nobody may know. */
  typed(): void {
    if (this.touched) return;
    this.touched = true;
    this.tell();
  }

  /** The form of this page has stored what was typed. */
  stored(): void {
    if (!this.touched) return;
    this.touched = false;
    this.tell();
  }

  /** Another page: what was typed on the one before is stored or was given up. */
  moved(path: string): void {
    if (path === this.path) return;
    this.path = path;
    this.stored();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  private tell(): void {
    this.listeners.forEach((listener) => listener());
  }
}

/** The work of this page. */
export const work = new Work();

export function useHold(active: boolean): void {
  useEffect(() => (active ? work.hold() : undefined), [active]);
}
