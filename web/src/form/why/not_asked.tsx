import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabel } from '../model/form_context';
import { OneReason } from './reasons';
import { useExplanation } from './use_explanation';
import styles from './why.module.css';
import { WhyFailed } from './why_answer';

/** What a section leaves out now, and why; quiet until somebody wonders. */
export function NotAsked({ id, paths }: { id: string; paths: readonly string[] }) {
  const { t } = useTranslation('form');
  const [open, setOpen] = useState(false);
  if (paths.length === 0) return null;
  const list = `${id}-not-asked`;
  return (
    <div className={styles.notAsked}>
      <button
        type="button"
        className={styles.link}
        aria-expanded={open}
        aria-controls={open ? list : undefined}
        onClick={() => setOpen(!open)}
      >
        {t('why.not_asked', { count: paths.length })}
      </button>
      {open && (
        <ul
          id={list}
          className={styles.answer}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            setOpen(false);
            const box = event.currentTarget.parentElement;
            box?.querySelector<HTMLElement>(':scope > button')?.focus();
          }}
        >
          {paths.map((path) => (
            <Hidden key={path} path={path} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Hidden({ path }: { path: string }) {
  const { t } = useTranslation('form');
  const label = useLabel();
  const [other, setOther] = useState<string>();
  const { explanation, failed, retry } = useExplanation(path);
  return (
    <li>
      {!explanation && !failed && (
        <p role="status">
          {label(path)} {t('why.loading')}
        </p>
      )}
      {failed && <WhyFailed retry={retry} />}
      {explanation?.reasons.map((reason, at) => (
        <OneReason key={at} reason={reason} of={path} onAsk={setOther} />
      ))}
      {other !== undefined && (
        <ul className={styles.answer}>
          <Hidden path={other} />
        </ul>
      )}
    </li>
  );
}
