import { Alert } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UpgradeEffect } from '../../api';
import { useLabel } from '../model/form_context';

export interface Upgrading {
  /** The version of the form the answers now stand in. */
  to: number;
  effect: Pick<UpgradeEffect, 'moved' | 'needs_answer'>;
}

/** The form has a new version: where the answers went, and which are asked in addition. */
export function UpgradedNotice({ to, effect }: Upgrading) {
  const { t } = useTranslation('form');
  const label = useLabel();
  const [open, setOpen] = useState(true);
  if (!open) return null;
  const { moved, needs_answer: asked } = effect;
  const aside = moved.filter(({ fate }) => fate === 'aside').length;
  const names = [...new Set(asked.map(({ path }) => path))]
    .map((path) => label(path))
    .join(t('list_separator'));
  return (
    <Alert
      type={asked.length > 0 ? 'warning' : 'info'}
      showIcon
      role="status"
      title={t('upgraded.title', { to })}
      description={
        <>
          <p>{t('upgraded.kept')}</p>
          {moved.length > aside && <p>{t('upgraded.moved', { count: moved.length - aside })}</p>}
          {aside > 0 && <p>{t('upgraded.aside', { count: aside })}</p>}
          {names !== '' && <p>{t('upgraded.asked', { names })}</p>}
        </>
      }
      closable={{ onClose: () => setOpen(false), 'aria-label': t('close') }}
    />
  );
}
