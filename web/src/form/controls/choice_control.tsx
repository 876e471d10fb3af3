import { Checkbox, Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api';
import { localised } from '../../i18n';
import { choiceItems } from '../model/definition';
import { useForm, useLocale } from '../model/form_context';
import { inputText } from '../model/presentation';
import { aria, isDisabled, statusOf } from './control';
import type { ControlProps } from './control';
import styles from './controls.module.css';

interface Option {
  value: string;
  label: string;
  disabled?: boolean;
}

/** Up to this many are shown as boxes to tick, more as a list to search. */
const fewEnough = 12;

/** What core offers now, labelled; an answer that is no longer offered stays readable. */
function useOptions({ field, view }: ControlProps): Option[] {
  const { bundle } = useForm();
  const locale = useLocale();
  const { choices, value } = view.state;
  return useMemo(() => {
    const items = choiceItems(bundle, field);
    const labels = new Map(items.map((item) => [item.code, localised(item.label, locale)]));
    const offered = choices ?? items.filter((item) => !item.retired).map((item) => item.code);
    const option = (code: string): Option => ({ value: code, label: labels.get(code) ?? code });
    const stale = codes(value).filter((code) => !offered.includes(code));
    return [...offered.map(option), ...stale.map((code) => ({ ...option(code), disabled: true }))];
  }, [bundle, field, locale, choices, value]);
}

function codes(value: Answer): string[] {
  if (Array.isArray(value)) return value.map(inputText);
  return typeof value === 'string' && value !== '' ? [value] : [];
}

const contains = (search: string, option: Option | undefined) =>
  (option?.label ?? '').toLowerCase().includes(search.trim().toLowerCase());

export function ChoiceControl(props: ControlProps) {
  const { path, view, id } = props;
  const { t } = useTranslation('form');
  const store = useForm();
  const options = useOptions(props);
  return (
    <Select<string, Option>
      {...aria(props)}
      id={id}
      className={styles.full}
      value={codes(view.state.value)[0]}
      options={options}
      status={statusOf(view)}
      disabled={isDisabled(view)}
      placeholder={isDisabled(view) ? undefined : t('choose')}
      allowClear
      showSearch={options.length > 6 ? { filterOption: contains } : false}
      notFoundContent={t('nothing_found')}
      onChange={(code: string | undefined) => {
        store.set(path, code ?? null);
        store.touch(path);
      }}
      onBlur={() => store.touch(path)}
    />
  );
}

export function ChoicesControl(props: ControlProps) {
  const { path, view, id, labelId, describedBy } = props;
  const { t } = useTranslation('form');
  const store = useForm();
  const options = useOptions(props);
  const value = codes(view.state.value);
  const change = (chosen: string[]) => {
    store.set(path, chosen.length === 0 ? null : chosen);
    store.touch(path);
  };
  if (options.length > fewEnough) {
    return (
      <Select<string[], Option>
        {...aria(props)}
        id={id}
        mode="multiple"
        className={styles.full}
        value={value}
        options={options}
        status={statusOf(view)}
        disabled={isDisabled(view)}
        placeholder={t('choose')}
        showSearch={{ filterOption: contains }}
        onChange={change}
        onBlur={() => store.touch(path)}
      />
    );
  }
  return (
    <div
      role="group"
      id={id}
      tabIndex={-1}
      aria-labelledby={labelId}
      aria-describedby={describedBy}
      className={styles.boxes}
    >
      <Checkbox.Group
        value={value}
        disabled={isDisabled(view)}
        options={options}
        onChange={change}
      />
    </div>
  );
}
