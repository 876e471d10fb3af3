import { currentLocale, localised } from '../../i18n';
import type { ApprovalPath } from './admin_api';
import { useDictionary } from './dictionary_select';

/** What the area of a path is called: 江苏省, or an industry. */
export function usePathNames(): (path: ApprovalPath) => string {
  const regions = useDictionary('region').data?.items ?? [];
  const industries = useDictionary('industry').data?.items ?? [];
  return (path) => {
    const items = path.kind === 'province' ? regions : industries;
    const item = items.find((one) => one.code === path.code);
    return localised(item?.label, currentLocale()) || path.code;
  };
}
