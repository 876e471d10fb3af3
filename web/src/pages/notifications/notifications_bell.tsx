import { BellOutlined } from '@ant-design/icons';
import { Badge, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ButtonPopover } from '../parts/button_popover';
import { NotificationList } from './notification_list';
import { useUnread } from './use_unread';

/** The bell of the header: how much is unread, and what happened, one click away. */
export function NotificationsBell() {
  const { t } = useTranslation('notifications');
  const [open, setOpen] = useState(false);
  const unread = useUnread();
  return (
    <ButtonPopover
      placement="bottomRight"
      // On a phone the list is as wide as the page: it may leave its corner to stay in view.
      align={{ overflow: { shiftX: true, adjustY: true } }}
      arrow={false}
      open={open}
      onOpenChange={setOpen}
      styles={{ container: { padding: 0 } }}
      content={<NotificationList close={() => setOpen(false)} />}
    >
      <Button
        type="text"
        aria-label={unread > 0 ? t('bell_unread', { count: unread }) : t('bell')}
        aria-expanded={open}
        icon={
          <Badge count={unread} size="small" overflowCount={99}>
            <BellOutlined style={{ fontSize: 18 }} />
          </Badge>
        }
      />
    </ButtonPopover>
  );
}
