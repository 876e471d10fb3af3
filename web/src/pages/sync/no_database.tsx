import { DisconnectOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { App, Button, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { recoverLocal, startOver } from '../../sync';
import type { LocalData, StorageFault } from '../../sync';
import { Notice } from '../parts/notice';
import { ProblemNote } from '../parts/problem_note';
import { RecoveryPanel } from './recovery_panel';

interface Props {
  fault: StorageFault;
  detail: string;
  local: LocalData | null;
}

/** Its files are there, and may have something on them that is nowhere else. */
const isThere: readonly StorageFault[] = ['corrupt', 'failed'];

/** Why this device keeps nothing, what works all the same, and what can be done about it. */
export function NoDatabase({ fault, detail, local }: Props) {
  const { t } = useTranslation('sync');
  const recover = useMutation({ mutationFn: recoverLocal });
  return (
    <>
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
              {isThere.includes(fault) && (
                <Button type="primary" loading={recover.isPending} onClick={() => recover.mutate()}>
                  {t('none.recover')}
                </Button>
              )}
              {fault === 'corrupt' && <StartOver />}
            </Flex>
          )
        }
      />
      <ProblemNote error={recover.error} />
      {local && recover.data && <RecoveryPanel local={local} recovered={recover.data} />}
    </>
  );
}

function StartOver() {
  const { t } = useTranslation('sync');
  const { modal } = App.useApp();
  const ask = () =>
    modal.confirm({
      title: t('start_over'),
      content: t('start_over_text'),
      okButtonProps: { danger: true },
      onOk: startOver,
    });
  return (
    <Button danger onClick={() => void ask()}>
      {t('start_over')}
    </Button>
  );
}
