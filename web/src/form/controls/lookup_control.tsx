import { CloseOutlined, SearchOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Suspense, lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { localised } from '../../i18n';
import { lookupName } from '../model/display';
import { useForm, useLocale } from '../model/form_context';
import { inputText } from '../model/presentation';
import { aria, isDisabled } from './control';
import type { ControlProps } from './control';
import styles from './lookup_control.module.css';

const LookupDialog = lazy(() => import('../lookup/lookup_dialog'));

/** Shows who was chosen; the button opens the dialog to search in. */
export function LookupControl(props: ControlProps) {
  const { path, field, view, id, labelId } = props;
  const { t } = useTranslation('form');
  const locale = useLocale();
  const store = useForm();
  const [open, setOpen] = useState(false);
  const chosen = inputText(view.state.value);
  const name = chosen === '' ? '' : lookupName(field, chosen, store.lookups);
  const label = localised(field.label, locale);
  const close = () => {
    setOpen(false);
    store.touch(path);
  };
  return (
    <div className={styles.lookup}>
      <Button
        {...aria(props)}
        aria-required={undefined}
        id={id}
        aria-labelledby={`${labelId} ${id}-value`}
        aria-haspopup="dialog"
        className={styles.button}
        danger={view.shown.length > 0}
        disabled={isDisabled(view)}
        onClick={() => setOpen(true)}
      >
        <span id={`${id}-value`} className={name === '' ? styles.placeholder : styles.name}>
          {name === '' && !isDisabled(view) ? t('lookup.choose') : name}
        </span>
        <SearchOutlined aria-hidden />
      </Button>
      {chosen !== '' && !isDisabled(view) && (
        <Button
          type="text"
          icon={<CloseOutlined />}
          aria-label={t('lookup.clear', { label })}
          onClick={() => store.set(path, null)}
        />
      )}
      {open && (
        <Suspense fallback={null}>
          <LookupDialog
            path={path}
            field={field}
            chosen={chosen}
            onClose={close}
            onChoose={(row) => {
              store.choose(path, row);
              close();
            }}
          />
        </Suspense>
      )}
    </div>
  );
}
