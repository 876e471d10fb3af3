// Which columns of a list a person wants to see, remembered in this browser. What is stored names
// the columns taken off, not those shown: a field added to the definition later appears by itself.

export interface ColumnChoice {
  hidden: string[];
}

/** A column that may be offered; a `fixed` one (the way into the record) cannot be taken off. */
export interface ColumnOption {
  key: string;
  fixed?: boolean;
  /** Taken off until somebody asks for it: a wide list is nobody's first choice. */
  initiallyHidden?: boolean;
}

export function initialChoice(options: ColumnOption[]): ColumnChoice {
  return { hidden: options.filter((o) => o.initiallyHidden && !o.fixed).map((o) => o.key) };
}

export function isShown(choice: ColumnChoice, option: ColumnOption): boolean {
  return option.fixed === true || !choice.hidden.includes(option.key);
}

export function shownColumns<T extends ColumnOption>(choice: ColumnChoice, options: T[]): T[] {
  return options.filter((option) => isShown(choice, option));
}

export function toggle(choice: ColumnChoice, key: string): ColumnChoice {
  const hidden = choice.hidden.includes(key)
    ? choice.hidden.filter((other) => other !== key)
    : [...choice.hidden, key];
  return { hidden };
}

/** Storage may be full, switched off or hold somebody else's text: then the initial choice counts. */
export function loadChoice(
  storage: Pick<Storage, 'getItem'>,
  name: string,
  options: ColumnOption[],
): ColumnChoice {
  try {
    const stored: unknown = JSON.parse(storage.getItem(storageKey(name)) ?? 'null');
    if (Array.isArray(stored) && stored.every((key) => typeof key === 'string')) {
      return { hidden: stored };
    }
  } catch {
    // fall through: an unreadable choice is no choice
  }
  return initialChoice(options);
}

export function saveChoice(
  storage: Pick<Storage, 'setItem'>,
  name: string,
  choice: ColumnChoice,
): void {
  try {
    storage.setItem(storageKey(name), JSON.stringify(choice.hidden));
  } catch {
    // the choice then lasts as long as the page
  }
}

function storageKey(name: string): string {
  return `qudao.columns.${name}`;
}
