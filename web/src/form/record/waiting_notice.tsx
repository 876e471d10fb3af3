import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';

/** A submission or decision is on this device and has not reached the server: nothing can be typed until it has. */
export function WaitingNotice() {
  const { t } = useTranslation('form');
  return (
    <Alert
      type="info"
      showIcon
      role="status"
      data-waiting
      title={t('waiting.title')}
      description={t('waiting.text')}
    />
  );
}
