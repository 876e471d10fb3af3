import { Cascader } from 'antd';
import dayjs from 'dayjs';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Locale } from '../../api';
import { localised } from '../../i18n';
import { choiceItems } from '../model/definition';
import type { ChoiceItem } from '../model/definition';
import { useForm, useLocale } from '../model/form_context';
import { inputText } from '../model/presentation';
import { aria, isDisabled, statusOf } from './control';
import type { ControlProps } from './control';
import styles from './controls.module.css';
import { regionTree } from './region_tree';

/** Province, then city; searching finds either. */
export function RegionControl(props: ControlProps) {
  const { path, field, view, id } = props;
  const { t } = useTranslation('form');
  const store = useForm();
  const locale = useLocale();
  const items = choiceItems(store.bundle, field);
  const day = dayjs().format('YYYY-MM-DD');
  const tree = useMemo(
    () => regionTree(items, day, (item) => label(item, locale)),
    [items, day, locale],
  );
  return (
    <Cascader
      {...aria(props)}
      id={id}
      className={styles.full}
      options={tree.options}
      value={tree.pathTo(inputText(view.state.value))}
      status={statusOf(view)}
      disabled={isDisabled(view)}
      placeholder={t('choose_region')}
      notFoundContent={t('nothing_found')}
      showSearch
      allowClear
      onChange={(chosen: string[] | undefined) => {
        store.set(path, chosen?.[chosen.length - 1] ?? null);
        store.touch(path);
      }}
      onBlur={() => store.touch(path)}
    />
  );
}

function label(item: ChoiceItem, locale: Locale): string {
  return localised(item.label, locale);
}
