import { DisconnectOutlined } from '@ant-design/icons';
import { Alert } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Moment } from '../parts/moment';
import { Panel } from '../parts/panel';
import styles from './companies.module.css';
import type { HintSaid } from './kept_hint';

const searches = ['name', 'number', 'registration'] as const;

/** What this device says of a company while the server can't be asked; never more than a hint. */
export function HintResult({ said }: { said: HintSaid | null }) {
  const { t } = useTranslation('companies');
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.focus({ preventScroll: true });
    place.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const found = searches.filter((search) => said?.[search]);
  return (
    <div ref={place} tabIndex={-1} className={styles.result}>
      <Panel title={t('hint.title')} icon={<DisconnectOutlined aria-hidden />}>
        {said === null ? (
          <Alert type="info" showIcon role="status" title={t('hint.none')} />
        ) : found.length > 0 ? (
          <Alert
            type="warning"
            showIcon
            role="status"
            title={t('hint.probably')}
            description={t('hint.by', {
              searches: found.map((one) => t(`hint.search.${one}`)).join(t('and')),
            })}
          />
        ) : (
          <Alert type="info" showIcon role="status" title={t('hint.nothing')} />
        )}
        {said && (
          <p className={styles.hint} style={{ marginBlockStart: 12 }}>
            {t('hint.as_of')} <Moment time={said.built_at} />
            {t('full_stop')}
            {t('hint.alarms', { of: Math.round(1 / said.false_alarms) })}
          </p>
        )}
        <p className={styles.hint}>{t('hint.server')}</p>
      </Panel>
    </div>
  );
}
