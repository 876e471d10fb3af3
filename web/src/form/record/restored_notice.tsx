import { Alert } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { displayTime } from '../model/display';

/** Answers that had not reached the server are back, and on their way again. */
export function RestoredNotice({ count, time }: { count: number; time: string }) {
  const { t } = useTranslation('form');
  const [open, setOpen] = useState(true);
  if (!open) return null;
  return (
    <Alert
      type="info"
      showIcon
      role="status"
      title={t('restored', { count, time: displayTime(time) })}
      closable={{ onClose: () => setOpen(false), 'aria-label': t('close') }}
    />
  );
}
