import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { localised } from '../../i18n';
import { useForm, useLocale } from '../model/form_context';
import { useLetter } from '../view/letter';
import { aria, isDisabled } from './control';
import styles from './controls.module.css';
import type { ControlProps } from './control';

/** A tick. What has to be accepted is shown first: the tick opens the letter, the letter ticks. */
export function BooleanControl(props: ControlProps) {
  const { path, field, view, id } = props;
  const { t } = useTranslation('form');
  const store = useForm();
  const locale = useLocale();
  const letter = useLetter();
  const gated = field.must_accept === true && letter !== null;
  const change = (checked: boolean) => {
    if (checked && gated && !letter.read) letter.open(path);
    else {
      store.set(path, checked);
      store.touch(path);
    }
  };
  return (
    <>
      <Checkbox
        {...aria(props)}
        id={id}
        checked={view.state.value === true}
        disabled={isDisabled(view)}
        onChange={(event) => change(event.target.checked)}
        onBlur={() => store.touch(path)}
      >
        {gated ? localised(field.label, locale) : t('yes')}
        {gated && (
          <span className={styles.required} aria-hidden>
            *
          </span>
        )}
      </Checkbox>
    </>
  );
}
