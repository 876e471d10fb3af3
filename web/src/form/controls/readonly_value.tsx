import { useTranslation } from 'react-i18next';
import { displayValue } from '../model/display';
import { useForm, useLocale } from '../model/form_context';
import type { ControlProps } from './control';
import styles from './controls.module.css';

/** A calculated or read-only answer: text to read, not a control that refuses. */
export function ReadonlyValue({ field, view, id, labelId }: ControlProps) {
  const { t } = useTranslation('form');
  const { bundle, lookups } = useForm();
  const locale = useLocale();
  const words = { yes: t('yes'), no: t('no') };
  const text = displayValue(field, view.state.value, { bundle, locale, lookups, words });
  return (
    <output id={id} aria-labelledby={labelId} className={styles.readonly} tabIndex={-1}>
      {text === '' ? <span className={styles.nothing}>{t('nothing_yet')}</span> : text}
    </output>
  );
}
