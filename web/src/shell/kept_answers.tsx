import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { copies } from '../form/draft';
import { useSession } from '../session';

/** Where a form would be, but can't be drawn without the server: what was typed is still here. */
export function KeptAnswers() {
  const { t } = useTranslation('shell');
  const userId = useSession().me?.user.id ?? '';
  const { data: count = 0 } = useQuery({
    queryKey: ['copies', userId],
    queryFn: () => copies.count(userId),
    enabled: userId !== '',
    gcTime: 0,
  });
  if (count === 0) return null;
  return (
    <Alert
      type="info"
      showIcon
      style={{ textAlign: 'start' }}
      title={t('kept.title')}
      description={t('kept.text', { count })}
    />
  );
}
