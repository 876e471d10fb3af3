import { Alert } from 'antd';
import { useProblemText } from '../../app/use_problem_text';

/** Why an action failed, beside the place where it was tried; nothing when it did not. */
export function ProblemNote({ error }: { error: unknown }) {
  const problemText = useProblemText();
  if (!error) return null;
  return <Alert type="error" showIcon role="alert" title={problemText(error)} />;
}
