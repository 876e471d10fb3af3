import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Violation } from '../../api';
import { useForm, useLabel, useOverview } from '../model/form_context';
import { violationText } from '../model/presentation';
import styles from './error_summary.module.css';
import { focusField } from './focus_field';

interface Props {
  /** Counts up with every attempt: the summary then takes the focus, so that it is read out. */
  attempt: number;
  /** What belongs to no field. */
  elsewhere: readonly Violation[];
}

/** What stands between the person and the submission; each entry leads to its field. */
export function ErrorSummary({ attempt, elsewhere }: Props) {
  const { t } = useTranslation('form');
  const store = useForm();
  const label = useLabel();
  useOverview();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (attempt === 0) return;
    box.current?.focus({ preventScroll: true });
    box.current?.scrollIntoView({ block: 'center' });
  }, [attempt]);
  if (attempt === 0) return null;
  const found = store.shownViolations();
  const count = found.length + elsewhere.length;
  if (count === 0) return null;
  return (
    <div ref={box} role="alert" tabIndex={-1} className={styles.summary}>
      <h2>{t('summary.title', { count })}</h2>
      <ul>
        {elsewhere.map((violation) => (
          <li key={violation.code + violation.path}>{violationText(violation)}</li>
        ))}
        {found.map(({ path, violation }) => (
          <li key={path + (violation.rule ?? violation.code)}>
            <button type="button" onClick={() => focusField(path)}>
              <b>{label(path)}</b> {violationText(violation)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
