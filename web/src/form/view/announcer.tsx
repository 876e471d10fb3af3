import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useForm } from '../model/form_context';

/** Tells a screen reader what happened elsewhere on the page: answers that were cleared. */
export function Announcer() {
  const { t } = useTranslation('form');
  const store = useForm();
  const [text, setText] = useState('');
  useEffect(
    () =>
      store.onEdit(({ cleared }) => {
        setText(cleared.map((one) => one.message).join(t('sentence_separator')));
      }),
    [store, t],
  );
  return (
    <div aria-live="polite" className="visually-hidden">
      {text}
    </div>
  );
}
