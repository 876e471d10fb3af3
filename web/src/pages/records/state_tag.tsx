import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  CloseCircleOutlined,
  EditOutlined,
  UndoOutlined,
} from '@ant-design/icons';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordState } from '../../api';

const looks: Record<RecordState, { color: string; icon: ReactNode }> = {
  draft: { color: 'default', icon: <EditOutlined aria-hidden /> },
  pending: { color: 'processing', icon: <ClockCircleOutlined aria-hidden /> },
  approved: { color: 'success', icon: <CheckCircleOutlined aria-hidden /> },
  rejected: { color: 'error', icon: <CloseCircleOutlined aria-hidden /> },
  withdrawn: { color: 'warning', icon: <UndoOutlined aria-hidden /> },
};

/** The state of a record; told by icon and word, never by colour alone. */
export function StateTag({ state }: { state: RecordState }) {
  const { t } = useTranslation('records');
  const look = looks[state];
  return (
    <Tag color={look.color} icon={look.icon} style={{ marginInlineEnd: 0 }}>
      {t(`state.${state}`)}
    </Tag>
  );
}
