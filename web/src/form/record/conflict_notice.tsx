import { Alert, Button, Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../app/use_problem_text';

interface Props {
  onMine: () => Promise<void>;
  /** Shows the stored version instead of what is here. */
  onTheirs: () => void;
}

/** The record was changed elsewhere meanwhile: both versions exist, the person chooses. */
export function ConflictNotice({ onMine, onTheirs }: Props) {
  const { t } = useTranslation('form');
  const problemText = useProblemText();
  const [problem, setProblem] = useState('');
  const overwrite = async () => {
    try {
      await onMine();
    } catch (error) {
      setProblem(problemText(error));
    }
  };
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      title={t('conflict.title')}
      description={
        <Flex vertical gap={12}>
          {problem === '' ? t('conflict.text') : problem}
          <Flex wrap gap={8}>
            <Button size="small" type="primary" onClick={overwrite}>
              {t('conflict.mine')}
            </Button>
            <Button size="small" onClick={onTheirs}>
              {t('conflict.theirs')}
            </Button>
          </Flex>
        </Flex>
      }
    />
  );
}
