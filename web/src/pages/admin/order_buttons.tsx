import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { followRow } from './row_focus';

interface OrderButtonsProps {
  /** What is moved, for those who hear the button instead of seeing the row. */
  name: string;
  index: number;
  count: number;
  move: (by: -1 | 1) => void;
}

export function OrderButtons({ name, index, count, move }: OrderButtonsProps) {
  const { t } = useTranslation('admin');
  return (
    <span style={{ display: 'inline-flex' }}>
      <Button
        type="text"
        icon={<ArrowUpOutlined aria-hidden />}
        disabled={index === 0}
        aria-label={t('move_up', { name })}
        data-move={-1}
        onClick={(event) => {
          followRow(event.currentTarget, -1);
          move(-1);
        }}
      />
      <Button
        type="text"
        icon={<ArrowDownOutlined aria-hidden />}
        disabled={index === count - 1}
        aria-label={t('move_down', { name })}
        data-move={1}
        onClick={(event) => {
          followRow(event.currentTarget, 1);
          move(1);
        }}
      />
    </span>
  );
}
