import { SettingOutlined } from '@ant-design/icons';
import { Button, Checkbox, Popover } from 'antd';
import { useTranslation } from 'react-i18next';
import { isShown, toggle, type ColumnChoice, type ColumnOption } from './column_choice';
import styles from './signings.module.css';

interface ColumnMenuProps {
  columns: (ColumnOption & { title: string })[];
  choice: ColumnChoice;
  choose: (choice: ColumnChoice) => void;
}

export function ColumnMenu({ columns, choice, choose }: ColumnMenuProps) {
  const { t } = useTranslation('signings');
  return (
    <Popover
      trigger="click"
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
        title={t('columns')}
      />
    </Popover>
  );
}
