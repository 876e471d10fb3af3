import { SettingOutlined } from '@ant-design/icons';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ButtonPopover } from '../parts/button_popover';
import { isShown, toggle, type ColumnChoice, type ColumnOption } from './column_choice';
import styles from './signings.module.css';

interface ColumnMenuProps {
  columns: (ColumnOption & { title: string })[];
  choice: ColumnChoice;
  choose: (choice: ColumnChoice) => void;
}

export function ColumnMenu({ columns, choice, choose }: ColumnMenuProps) {
  const { t } = useTranslation('signings');
  const [open, setOpen] = useState(false);
  return (
    <ButtonPopover
      open={open}
      onOpenChange={setOpen}
      placement="bottomRight"
      content={
        <fieldset className={styles.columnMenu}>
          <legend>{t('columns')}</legend>
          {columns.map((column) => (
            <Checkbox
              key={column.key}
              checked={isShown(choice, column)}
              disabled={column.fixed === true}
              onChange={() => choose(toggle(choice, column.key))}
            >
              {column.title}
            </Checkbox>
          ))}
        </fieldset>
      }
    >
      <Button
        icon={<SettingOutlined aria-hidden />}
        aria-label={t('columns')}
        aria-expanded={open}
        title={t('columns')}
      />
    </ButtonPopover>
  );
}
