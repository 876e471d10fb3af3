import { FileTextOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FullRecord } from '../../api';
import { FormProvider } from '../model/form_context';
import type { LoadedDefinition } from '../model/open_form';
import { LetterProvider, useLetter } from '../view/letter';
import { AsideAnswers } from './aside_answers';
import { RecordDescription } from './record_description';
import styles from './readonly_record.module.css';
import { useFormStore } from './use_form_store';

interface Props {
  definition: LoadedDefinition;
  record: FullRecord;
}

/** A frozen record as it was stored: nothing is recalculated, nothing can be typed. */
export function ReadonlyRecord({ definition, record }: Props) {
  return (
    <FrozenForm definition={definition} record={record}>
      <LetterProvider>
        <div className={styles.bar}>
          <LetterLink />
        </div>
        <RecordDescription />
        <AsideAnswers record={record} />
      </LetterProvider>
    </FrozenForm>
  );
}

export function FrozenForm({
  definition,
  record,
  children,
}: Props & { children: React.ReactNode }) {
  const store = useFormStore({
    definition,
    record: record.data,
    values: record.context ?? {},
    lookups: record.lookups,
    recordId: record.id,
    mode: 'frozen',
  });
  return <FormProvider value={store}>{children}</FormProvider>;
}

function LetterLink() {
  const { t } = useTranslation('form');
  const letter = useLetter();
  if (!letter) return null;
  return (
    <Button icon={<FileTextOutlined />} onClick={() => letter.open()}>
      {t('letter.button')}
    </Button>
  );
}
