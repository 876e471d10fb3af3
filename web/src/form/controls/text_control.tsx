import { Input } from 'antd';
import type { HTMLAttributes } from 'react';
import type { FieldKind } from '../model/definition';
import { inputText } from '../model/presentation';
import { aria, isDisabled, statusOf } from './control';
import type { ControlProps } from './control';
import { useTypedText } from './use_typed_text';

type Mode = HTMLAttributes<HTMLInputElement>['inputMode'];

/** Which keyboard a phone brings up. */
const keyboards: Partial<Record<FieldKind, Mode>> = {
  email: 'email',
  url: 'url',
  mobile: 'tel',
  phone: 'tel',
  landline: 'tel',
  postcode: 'numeric',
};
const verbatim: readonly FieldKind[] = ['email', 'url', 'credit_code', 'organisation_code'];

export function TextControl(props: ControlProps) {
  const { path, field, view, id } = props;
  const text = useTypedText(path, view.state.value, inputText);
  return (
    <Input
      {...text}
      {...aria(props)}
      id={id}
      status={statusOf(view)}
      disabled={isDisabled(view)}
      inputMode={keyboards[field.kind]}
      spellCheck={false}
      autoCapitalize={verbatim.includes(field.kind) ? 'none' : undefined}
      autoComplete="off"
    />
  );
}

export function MultilineControl(props: ControlProps) {
  const { path, view, id } = props;
  const text = useTypedText(path, view.state.value, inputText);
  return (
    <Input.TextArea
      {...text}
      {...aria(props)}
      id={id}
      status={statusOf(view)}
      disabled={isDisabled(view)}
      autoSize={{ minRows: 3, maxRows: 10 }}
    />
  );
}
