import { QuestionCircleOutlined } from '@ant-design/icons';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useForm, useLabel } from '../model/form_context';
import styles from './why.module.css';

export function useAsked(path: string): boolean {
  const { asking } = useForm();
  return useSyncExternalStore(asking.subscribe, () => asking.asked() === path);
}

interface Props {
  path: string;
  /** The field has no control that takes the focus, from where F1 would ask: the button is a stop of its own. */
  stop: boolean;
}

/** Asks why a field is as it is. Ninety of them would be a burden for who goes on with Tab: there it is F1. */
export function WhyButton({ path, stop }: Props) {
  const { t } = useTranslation('form');
  const { asking } = useForm();
  const label = useLabel()(path);
  const open = useAsked(path);
  return (
    <button
      type="button"
      className={styles.button}
      data-why={path}
      aria-label={t('why.button', { label })}
      aria-expanded={open}
      aria-keyshortcuts="F1"
      title={t('why.tip')}
      tabIndex={stop ? 0 : -1}
      onClick={(event) => {
        if (open) asking.close();
        else asking.ask(path, event.currentTarget);
      }}
    >
      <QuestionCircleOutlined aria-hidden />
    </button>
  );
}
