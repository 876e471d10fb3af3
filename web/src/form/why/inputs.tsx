import type { Input } from '@qudao/core/authoring';
import { useTranslation } from 'react-i18next';
import { isObject } from '../../api/problem';
import { useForm } from '../model/form_context';
import { focusField } from '../view/focus_field';
import styles from './why.module.css';

interface Props {
  inputs: readonly Input[];
  onAsk: (path: string) => void;
}

/** What a rule read, and what it found there; fields lead to where they are answered. */
export function Inputs({ inputs, onAsk }: Props) {
  const { t } = useTranslation('form');
  if (inputs.length === 0) return null;
  return (
    <ul className={styles.inputs} aria-label={t('why.inputs')}>
      {inputs.map((input) => (
        <li key={input.name}>
          <OneInput input={input} onAsk={onAsk} />
        </li>
      ))}
    </ul>
  );
}

function OneInput({ input, onAsk }: { input: Input; onAsk: (path: string) => void }) {
  const { t, i18n } = useTranslation('form');
  const store = useForm();
  const { name, label, shown, value } = input;
  if (label === undefined || !store.has(name)) {
    // Of the maps a form is opened with the reasons say what they read in them.
    const known = `why.variables.${name}`;
    const word = i18n.exists(`form:${known}`) ? t(known) : name;
    return <span>{isObject(value) ? word : t('why.input', { label: word, shown })}</span>;
  }
  const asked = store.view(name).state.relevant;
  return (
    <button
      type="button"
      className={styles.link}
      onClick={() => {
        if (asked) focusField(name);
        else onAsk(name);
      }}
    >
      {asked ? t('why.input', { label, shown }) : t('why.input_hidden', { label })}
    </button>
  );
}
