import { App, Button, Form, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api';
import { useMe, useSession } from '../../session';
import { useHold } from '../../shell';
import { useDraftForm } from '../parts/draft_form';
import { ProblemNote } from '../parts/problem_note';
import { OwnFields, ownChange, ownDraft, ownInputs, type OwnDraft } from './own_fields';
import styles from './profile.module.css';

const laterKey = 'qudao.own_data_later';

/** After the sign-in, when it is time: one's own data, to be corrected and confirmed, now or in the next session. */
export default function OwnDataCheck() {
  const { user } = useMe();
  const session = `${user.id} ${user.last_sign_in_at ?? ''}`;
  const [later, setLater] = useState(() => sessionStorage.getItem(laterKey) === session);
  const [confirmed, setConfirmed] = useState(false);
  const { t } = useTranslation('profile');
  const putOff = () => {
    sessionStorage.setItem(laterKey, session);
    setLater(true);
  };
  return (
    <Modal
      open={!later && !confirmed}
      title={t('check.title')}
      width={480}
      footer={null}
      onCancel={putOff}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <CheckForm putOff={putOff} confirmed={() => setConfirmed(true)} />
    </Modal>
  );
}

function CheckForm({ putOff, confirmed }: { putOff: () => void; confirmed: () => void }) {
  const { t } = useTranslation('profile');
  const { user } = useMe();
  const { reload } = useSession();
  const { message } = App.useApp();
  useHold(true);
  const { form, submit, left, busy } = useDraftForm({
    inputs: ownInputs,
    save: (draft: OwnDraft) => api.post('me/data-confirmation', ownChange(draft)),
    saved: async () => {
      confirmed();
      void message.success(t('check.done'));
      await reload();
    },
  });
  return (
    <>
      <p className={styles.lead}>{t('check.text')}</p>
      <Form<OwnDraft>
        form={form}
        layout="vertical"
        initialValues={ownDraft(user)}
        onFinish={submit}
      >
        <OwnFields />
        <ProblemNote error={left} />
        <div className={styles.buttons}>
          <Button type="primary" htmlType="submit" loading={busy}>
            {t('check.confirm')}
          </Button>
          <Button onClick={putOff}>{t('check.later')}</Button>
        </div>
      </Form>
    </>
  );
}
