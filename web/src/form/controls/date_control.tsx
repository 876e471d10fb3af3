import { Input } from 'antd';
import dayjs from 'dayjs';
import type { Answer } from '../../api';
import { inputText } from '../model/presentation';
import { aria, isDisabled, statusOf } from './control';
import type { ControlProps } from './control';
import { useTypedText } from './use_typed_text';

/** The browser's own pickers: they speak the person's language and their screen reader's. */
export function DateControl(props: ControlProps) {
  const { path, field, view, id } = props;
  const withTime = field.kind === 'datetime';
  const text = useTypedText(path, view.state.value, withTime ? localTime : inputText);
  return (
    <Input
      {...text}
      {...aria(props)}
      id={id}
      type={withTime ? 'datetime-local' : 'date'}
      status={statusOf(view)}
      disabled={isDisabled(view)}
    />
  );
}

/** Stored in UTC, shown on the person's clock. */
function localTime(value: Answer): string {
  const text = inputText(value);
  const time = dayjs(text);
  return text !== '' && time.isValid() ? time.format('YYYY-MM-DDTHH:mm') : text;
}
