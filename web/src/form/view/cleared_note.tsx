import { CloseOutlined } from '@ant-design/icons';
import type { Cleared } from '@qudao/core';
import { useTranslation } from 'react-i18next';
import { displayValue } from '../model/display';
import type { FieldDefinition } from '../model/definition';
import { useForm, useLabel, useLocale } from '../model/form_context';
import styles from './notes.module.css';

interface Props {
  id: string;
  cleared: Cleared;
  field: FieldDefinition;
}

/** An answer was removed because another one changed: what it was, and which one. */
export function ClearedNote({ id, cleared, field }: Props) {
  const { t } = useTranslation('form');
  const store = useForm();
  const label = useLabel();
  const locale = useLocale();
  const words = { yes: t('yes'), no: t('no') };
  const { bundle, lookups } = store;
  const old = displayValue(field, cleared.value, { bundle, locale, lookups, words });
  const because = cleared.because
    .map((path) => label(path, cleared.path))
    .join(t('list_separator'));
  return (
    <div id={id} className={styles.cleared}>
      <p>{t('cleared', { because, old })}</p>
      <button
        type="button"
        aria-label={t('cleared_dismiss')}
        onClick={() => store.dismissNote(cleared.path)}
      >
        <CloseOutlined aria-hidden />
      </button>
    </div>
  );
}
