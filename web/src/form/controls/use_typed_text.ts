import { useState } from 'react';
import type { Answer } from '../../api';
import { useForm } from '../model/form_context';

/**
 * While a person types, the input shows what they type and core gets every key; when they leave,
 * it shows what core made of it (full-width digits narrowed, spaces trimmed, thousands grouped).
 */
export function useTypedText(path: string, value: Answer, format: (value: Answer) => string) {
  const store = useForm();
  const [typed, setTyped] = useState<string | null>(null);
  return {
    value: typed ?? format(value),
    onChange: (event: { target: { value: string } }) => {
      const text = event.target.value;
      setTyped(text);
      store.set(path, text === '' ? null : text);
    },
    onBlur: () => {
      setTyped(null);
      store.touch(path);
    },
  };
}
