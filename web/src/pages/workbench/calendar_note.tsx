import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadYears } from '../companies/rules_api';
import { LinkButton } from '../parts/link_button';
import styles from './workbench.module.css';

/** Tells administrators once for each year that its working days are not known, where they look daily. */
export default function CalendarNote({ user }: { user: string }) {
  const { t } = useTranslation('workbench');
  const key = `qudao.calendar-note.${user}`;
  const [read, setRead] = useState(() => localStorage.getItem(key));
  const years = useQuery({
    queryKey: ['admin', 'calendar'],
    queryFn: ({ signal }) => loadYears(signal),
  });
  const missing = years.data?.missing ?? null;
  if (missing === null || read === String(missing)) return null;
  return (
    <Alert
      className={styles.note ?? ''}
      type="warning"
      showIcon
      role="status"
      title={t('year_missing', { year: missing })}
      action={<LinkButton to="/admin/libraries">{t('year_hand_in')}</LinkButton>}
      closable={{
        'aria-label': t('year_read'),
        onClose: () => {
          localStorage.setItem(key, String(missing));
          setRead(String(missing));
        },
      }}
    />
  );
}
