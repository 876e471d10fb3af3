import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Match } from './companies_api';

const colors = {
  own: 'success',
  pool: 'processing',
  owned: 'default',
  library: 'warning',
} as const;

/** Whose a company is, in a word. */
export function StateTag({ state }: { state: Match['state'] }) {
  const { t } = useTranslation('companies');
  return (
    <Tag color={colors[state]} style={{ marginInlineEnd: 0 }}>
      {t(`state.${state}`)}
    </Tag>
  );
}
