import type { Explanation, Reason } from '@qudao/core/authoring';
import { useTranslation } from 'react-i18next';
import type { Violation } from '../../api';
import { useFieldView } from '../model/form_context';
import { violationText } from '../model/presentation';
import { Inputs } from './inputs';
import styles from './why.module.css';

interface Props {
  explanation: Explanation;
  /** Explains a field that is not on the page. */
  onAsk: (path: string) => void;
}

/** Everything a rule decides about a field: in words, what was read, and the rule itself for who wants to see it. */
export function Reasons({ explanation, onAsk }: Props) {
  const { t } = useTranslation('form');
  const { shown } = useFieldView(explanation.field);
  const { reasons } = explanation;
  const told = new Set(reasons.flatMap(({ code, rule }) => [code, rule]));
  const others = shown.filter(({ code, rule }) => !told.has(rule ?? code) && !told.has(code));
  if (reasons.length + others.length === 0) return <p>{t('why.none')}</p>;
  return (
    <ul className={styles.reasons}>
      {reasons.map((reason, at) => (
        <li key={at} className={reason.about === 'violation' ? styles.fault : undefined}>
          <OneReason reason={reason} of={explanation.field} onAsk={onAsk} />
        </li>
      ))}
      {others.map((violation: Violation) => (
        <li key={violation.rule ?? violation.code} className={styles.fault}>
          <p>{t('why.server', { message: violationText(violation) })}</p>
        </li>
      ))}
    </ul>
  );
}

interface OneProps {
  reason: Reason;
  /** The field that is explained. */
  of: string;
  onAsk: (path: string) => void;
}

export function OneReason({ reason, of, onAsk }: OneProps) {
  const { t } = useTranslation('form');
  const { text, inputs, missing, expression, rule, path } = reason;
  return (
    <>
      <p>{text}</p>
      <Inputs inputs={inputs} of={of} onAsk={onAsk} />
      {missing && (
        <details>
          <summary>{t('why.missing', { count: missing.length })}</summary>
          <ul className={styles.missing}>
            {missing.map((choice) => (
              <li key={JSON.stringify(choice.code)}>{choice.text}</li>
            ))}
          </ul>
        </details>
      )}
      {expression !== undefined && (
        <details>
          <summary>{t('why.rule')}</summary>
          <p className={styles.rule}>
            <code>{expression}</code>
            <span>{rule === undefined ? path : `${rule} · ${path}`}</span>
          </p>
        </details>
      )}
    </>
  );
}
