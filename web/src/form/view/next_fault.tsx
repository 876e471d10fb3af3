import { ArrowDownOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useForm, useOverview } from '../model/form_context';
import { focusField } from './focus_field';
import { nextAfter } from './next_after';

/** After an attempt to submit: what is still wrong, one after the other, wherever the person is. */
export function NextFault({ attempt }: { attempt: number }) {
  const { t } = useTranslation('form');
  const store = useForm();
  useOverview();
  const last = useRef<string | undefined>(undefined);
  if (attempt === 0) return null;
  const found = store.shownViolations();
  if (found.length === 0) return null;
  const faulty = new Set(found.map(({ path }) => path));
  const go = () => {
    last.current = nextAfter(store.order(), faulty, last.current);
    if (last.current !== undefined) focusField(last.current);
  };
  return (
    <Button danger size="small" icon={<ArrowDownOutlined aria-hidden />} onClick={go}>
      {t('summary.next', { count: found.length })}
    </Button>
  );
}
