import { CloudSyncOutlined, CloudUploadOutlined } from '@ant-design/icons';
import { Badge, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useStanding } from '../../sync';
import { countsOf } from '../../sync/unsent';

/** In the header as long as something of this device has not reached the server, or needs its person. */
export function SyncButton() {
  const { t } = useTranslation('sync');
  const navigate = useNavigate();
  const standing = useStanding();
  if (!standing) return null;
  const { needs, waits } = countsOf(standing);
  const count = needs + waits;
  if (count === 0) return null;
  const label = needs > 0 ? t('badge_needs', { count: needs }) : t('badge', { count });
  return (
    <Button
      type="text"
      aria-label={label}
      title={label}
      data-unsent={count}
      onClick={() => void navigate('/sync')}
      icon={
        <Badge
          count={needs > 0 ? needs : count}
          size="small"
          color={needs > 0 ? undefined : 'blue'}
        >
          {needs > 0 ? (
            <CloudSyncOutlined style={{ fontSize: 18 }} />
          ) : (
            <CloudUploadOutlined style={{ fontSize: 18 }} />
          )}
        </Badge>
      }
    />
  );
}
