import { isOffered, type ChoiceItem } from '../model/definition';

export interface RegionOption {
  value: string;
  label: string;
  children?: RegionOption[];
}

/** Items offered on a day that name their parent → the tree a cascader shows, and the way down to any code. */
export function regionTree(
  items: readonly ChoiceItem[],
  day: string,
  labelOf: (item: ChoiceItem) => string,
) {
  const options = new Map<string, RegionOption>();
  const parents = new Map<string, string | undefined>();
  for (const item of items) {
    if (!isOffered(item, day)) continue;
    options.set(item.code, { value: item.code, label: labelOf(item) });
    parents.set(item.code, item.parent);
  }
  const roots: RegionOption[] = [];
  for (const [code, option] of options) {
    const parent = options.get(parents.get(code) ?? '');
    if (parent) (parent.children ??= []).push(option);
    else roots.push(option);
  }
  const pathTo = (code: string): string[] => {
    if (code === '') return [];
    const path = [code];
    for (let up = parents.get(code); up !== undefined; up = parents.get(up)) path.unshift(up);
    return path;
  };
  return { options: roots, pathTo };
}
