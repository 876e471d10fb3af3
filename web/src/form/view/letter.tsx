import { Button, Modal } from 'antd';
import { createContext, useCallback, useContext, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { localised } from '../../i18n';
import { useForm, useLocale } from '../model/form_context';
import styles from './letter.module.css';

export interface Letter {
  /** It was shown to this person, here and now: from then on it can be accepted by the tick. */
  read: boolean;
  /** Opens it; with the path of a field, reading to the end can accept it there. */
  open: (path?: string) => void;
}

const LetterContext = createContext<Letter | null>(null);

/** The letter of the form, or null when its definition has none. */
export const useLetter = () => useContext(LetterContext);

/** Keeps the letter of a definition (签约说明函, terms) and the dialog that shows it. */
export function LetterProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation('form');
  const store = useForm();
  const locale = useLocale();
  const { letter } = store.bundle.definition;
  const [shownFor, setShownFor] = useState<string | true | null>(null);
  const [read, setRead] = useState(false);
  const open = useCallback((path?: string) => setShownFor(path ?? true), []);
  const value = useMemo(() => (letter ? { read, open } : null), [letter, read, open]);
  const close = (accepted: boolean) => {
    setRead(true);
    if (accepted && typeof shownFor === 'string') {
      store.set(shownFor, true);
      store.touch(shownFor);
    }
    setShownFor(null);
  };
  return (
    <LetterContext value={value}>
      {children}
      {letter && (
        <Modal
          open={shownFor !== null}
          title={localised(letter.label, locale)}
          width={680}
          onCancel={() => close(false)}
          footer={
            <>
              <Button onClick={() => close(false)}>{t('close')}</Button>
              {typeof shownFor === 'string' && (
                <Button type="primary" onClick={() => close(true)}>
                  {t('letter.accept')}
                </Button>
              )}
            </>
          }
        >
          <div className={styles.body} tabIndex={0} role="document">
            {localised(letter.body, locale)
              .split(/\n+/)
              .map((paragraph) => (
                <p key={paragraph}>{paragraph}</p>
              ))}
          </div>
        </Modal>
      )}
    </LetterContext>
  );
}
