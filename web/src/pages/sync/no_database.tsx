import { DisconnectOutlined } from '@ant-design/icons';
import { App, Button, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import type { LocalData, StorageFault } from '../../sync';
import { removeDatabase } from '../../sync/remove_database';
import { useMe } from '../../session';
import { Notice } from '../parts/notice';

interface Props {
  fault: StorageFault;
  detail: string;
  local: LocalData | null;
}

/** Why this device keeps nothing, what works all the same, and what can be done about it. */
export function NoDatabase({ fault, detail, local }: Props) {
  const { t } = useTranslation('sync');
  const { modal } = App.useApp();
  const { user } = useMe();
  const startOver = () =>
    modal.confirm({
      title: t('start_over'),
      content: t('start_over_text'),
      okButtonProps: { danger: true },
      onOk: async () => {
        await removeDatabase(user.id);
        local?.retry();
      },
    });
  return (
    <Notice
      icon={<DisconnectOutlined aria-hidden />}
      title={t('none.title')}
      text={
        <>
          {t(`fault.${fault}`)} {t('none.works')}
          {detail !== '' && <small> ({detail})</small>}
        </>
      }
      action={
        local && (
          <Flex wrap gap={8} justify="center">
            <Button onClick={() => local.retry()}>{t('none.retry')}</Button>
            {fault === 'corrupt' && (
              <Button danger onClick={() => void startOver()}>
                {t('start_over')}
              </Button>
            )}
          </Flex>
        )
      }
    />
  );
}
