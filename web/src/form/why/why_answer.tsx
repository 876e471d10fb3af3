import { ArrowLeftOutlined, CloseOutlined } from '@ant-design/icons';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useForm, useLabel } from '../model/form_context';
import { Reasons } from './reasons';
import { useExplanation } from './use_explanation';
import styles from './why.module.css';
import { useAsked } from './why_button';

/** The answer to "why?", where it was asked; nothing while nobody asks. */
export function WhyAnswer({ path }: { path: string }) {
  return useAsked(path) ? <Answer path={path} /> : null;
}

function Answer({ path }: { path: string }) {
  const { t } = useTranslation('form');
  const { asking } = useForm();
  const label = useLabel();
  // From a field to one its rule reads that is not asked itself, and back.
  const [trail, setTrail] = useState([path]);
  const current = trail[trail.length - 1] ?? path;
  const { explanation, failed, retry } = useExplanation(current);
  const box = useRef<HTMLElement>(null);
  const ready = explanation !== undefined || failed;
  useEffect(() => {
    if (!ready || !asking.isWaiting) return; // the person went on meanwhile
    box.current?.focus({ preventScroll: true });
    box.current?.scrollIntoView({ block: 'nearest' });
  }, [ready, asking]);
  // Where it lies over other fields, turning to one of those puts it away.
  useEffect(() => {
    const turn = ({ target }: Event) => {
      const field = box.current?.closest('[data-field]');
      if (!box.current || !(target instanceof Node) || field?.contains(target)) return;
      if (getComputedStyle(box.current).position === 'absolute') asking.dismiss();
    };
    document.addEventListener('pointerdown', turn);
    document.addEventListener('focusin', turn);
    return () => {
      document.removeEventListener('pointerdown', turn);
      document.removeEventListener('focusin', turn);
    };
  }, [asking]);
  useEffect(() => {
    if (trail.length > 1) box.current?.focus({ preventScroll: true });
  }, [trail]);
  return (
    <section
      ref={box}
      className={styles.answer}
      tabIndex={-1}
      aria-label={t('why.title', { label: label(current) })}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        asking.close();
      }}
    >
      <header className={styles.head}>
        {trail.length > 1 && (
          <button
            type="button"
            aria-label={t('why.back')}
            onClick={() => setTrail(trail.slice(0, -1))}
          >
            <ArrowLeftOutlined aria-hidden />
          </button>
        )}
        <h3>{t('why.title', { label: label(current) })}</h3>
        <button type="button" aria-label={t('close')} onClick={() => asking.close()}>
          <CloseOutlined aria-hidden />
        </button>
      </header>
      {!ready && <p role="status">{t('why.loading')}</p>}
      {failed && <WhyFailed retry={retry} />}
      {explanation && (
        <Reasons explanation={explanation} onAsk={(other) => setTrail([...trail, other])} />
      )}
    </section>
  );
}

export function WhyFailed({ retry }: { retry: () => void }) {
  const { t } = useTranslation('form');
  return (
    <p role="alert">
      {t('why.failed')}{' '}
      <button type="button" className={styles.link} onClick={retry}>
        {t('retry')}
      </button>
    </p>
  );
}
