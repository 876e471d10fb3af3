import type { Input } from '@qudao/core/authoring';
import { useTranslation } from 'react-i18next';
import { isObject } from '../../api/problem';
import { useForm } from '../model/form_context';
import type { FormStore } from '../model/form_store';
import { focusField } from '../view/focus_field';
import styles from './why.module.css';

interface Props {
  inputs: readonly Input[];
  /** The field whose rule read them. */
  of: string;
  onAsk: (path: string) => void;
}

/** What a rule read, and what it found there; fields lead to where they are answered. */
export function Inputs({ inputs, of, onAsk }: Props) {
  const { t } = useTranslation('form');
  const store = useForm();
  if (inputs.length === 0) return null;
  return (
    <ul className={styles.inputs} aria-label={t('why.inputs')}>
      {inputs.map((input) => (
        <li key={input.name}>
          <OneInput input={input} path={placeOf(store, of, input.name)} onAsk={onAsk} />
        </li>
      ))}
    </ul>
  );
}

/** A name in a rule is that of a field, of a cell in the same row, or of a column: then its repeat is where to look. */
function placeOf(store: FormStore, of: string, name: string): string {
  const near = store.beside(of, name);
  if (store.has(near)) return near;
  const { fields } = store.bundle.definition;
  const repeat = Object.keys(fields).find((key) => fields[key]?.fields?.includes(name));
  return repeat ?? name;
}

interface OneProps {
  input: Input;
  path: string;
  onAsk: (path: string) => void;
}

function OneInput({ input, path, onAsk }: OneProps) {
  const { t, i18n } = useTranslation('form');
  const store = useForm();
  const { name, label, shown, value } = input;
  if (label === undefined || !store.has(path)) {
    // Of the maps a form is opened with the reasons say what they read in them.
    const known = `why.variables.${name}`;
    const word = i18n.exists(`form:${known}`) ? t(known) : name;
    return <span>{isObject(value) ? word : t('why.input', { label: word, shown })}</span>;
  }
  const asked = store.view(path).state.relevant;
  return (
    <button
      type="button"
      className={styles.link}
      onClick={() => {
        if (asked) focusField(path);
        else onAsk(path);
      }}
    >
      {asked ? t('why.input', { label, shown }) : t('why.input_hidden', { label })}
    </button>
  );
}
