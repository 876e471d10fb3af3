import { Button, Drawer, Form } from 'antd';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useHold } from '../../shell';
import { useDraftForm } from './draft_form';
import styles from './parts.module.css';
import { ProblemNote } from './problem_note';

interface FormDrawerProps<Draft extends object, Answer> {
  open: boolean;
  title: string;
  size: number;
  initial: Draft;
  inputs: readonly string[];
  save: (draft: Draft) => Promise<Answer>;
  saved: (answer: Answer) => Promise<unknown>;
  close: () => void;
  /** More than words about a refusal, in place of them; null: words will do. */
  refusal?: (error: unknown) => ReactNode;
  /** The inputs; the first that can be changed has the focus. */
  children: ReactNode;
}

/** A form beside the list it belongs to. */
export function FormDrawer<Draft extends object, Answer>({
  open,
  title,
  size,
  ...form
}: FormDrawerProps<Draft, Answer>) {
  return (
    // Not antd's: its focus on the drawer would take that of the first input.
    <Drawer
      open={open}
      onClose={form.close}
      size={size}
      title={title}
      autoFocus={false}
      destroyOnHidden
    >
      {open && <DrawerForm {...form} />}
    </Drawer>
  );
}

function DrawerForm<Draft extends object, Answer>({
  initial,
  close,
  refusal,
  children,
  ...options
}: Omit<FormDrawerProps<Draft, Answer>, 'open' | 'title' | 'size'>) {
  const { t } = useTranslation('parts');
  const { form, submit, left, busy } = useDraftForm(options);
  useHold(true);
  const place = useRef<HTMLDivElement>(null);
  // Not autoFocus: that comes while the drawer is not yet in the page.
  useEffect(() => place.current?.querySelector<HTMLElement>('input:enabled')?.focus(), []);
  return (
    <div ref={place}>
      <Form<Draft> form={form} layout="vertical" initialValues={initial} onFinish={submit}>
        {children}
        {refusal?.(left) ?? <ProblemNote error={left} />}
        <div className={styles.formButtons}>
          <Button type="primary" htmlType="submit" loading={busy}>
            {t('save')}
          </Button>
          <Button onClick={close}>{t('cancel')}</Button>
        </div>
      </Form>
    </div>
  );
}
