import { Input } from 'antd';
import { localised } from '../../i18n';
import { useLocale } from '../model/form_context';
import { groupedNumber } from '../model/presentation';
import { aria, isDisabled, statusOf } from './control';
import type { ControlProps } from './control';
import styles from './controls.module.css';
import { useTypedText } from './use_typed_text';

/** A text input: core reads "１，２００" and "1,200.50" and says what is no number. */
export function NumberControl(props: ControlProps) {
  const { path, field, view, id } = props;
  const locale = useLocale();
  const text = useTypedText(path, view.state.value, groupedNumber);
  const unit = localised(field.unit, locale);
  return (
    <Input
      {...text}
      {...aria(props)}
      id={id}
      className="numeric"
      status={statusOf(view)}
      disabled={isDisabled(view)}
      inputMode={field.kind === 'integer' ? 'numeric' : 'decimal'}
      autoComplete="off"
      suffix={unit ? <span className={styles.unit}>{unit}</span> : undefined}
    />
  );
}
