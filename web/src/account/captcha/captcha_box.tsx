import { CheckCircleFilled, SafetyOutlined } from '@ant-design/icons';
import { Button, Checkbox, Progress } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './captcha_box.module.css';
import { solveCaptcha } from './solve_in_worker';

interface Props {
  solution: string | null;
  invalid: boolean;
  describedBy: string | undefined;
  onSolved: (solution: string) => void;
}

/** A proof of work instead of a riddle: nothing to see or hear, only to tick and wait a moment. */
export function CaptchaBox({ solution, invalid, describedBy, onSolved }: Props) {
  const { t } = useTranslation('account');
  const [percent, setPercent] = useState<number | null>(null);
  const [failed, setFailed] = useState(false);
  const start = async () => {
    setFailed(false);
    setPercent(0);
    try {
      onSolved(await solveCaptcha((share) => setPercent(Math.round(100 * share))));
    } catch {
      setFailed(true);
    } finally {
      setPercent(null);
    }
  };
  const solved = solution !== null;
  const status = failed ? 'failed' : solved ? 'solved' : percent === null ? 'waiting' : 'working';
  return (
    <div className={styles.box} data-invalid={invalid} data-status={status}>
      <Checkbox
        id="captcha"
        checked={solved || percent !== null}
        disabled={solved || percent !== null}
        aria-invalid={invalid}
        aria-describedby={['captcha-status', describedBy].filter(Boolean).join(' ')}
        onChange={() => void start()}
      >
        {t('captcha.label')}
      </Checkbox>
      <span id="captcha-status" role="status" className={styles.status}>
        {status !== 'waiting' && t(`captcha.${status}`)}
        {failed && (
          <Button type="link" size="small" onClick={() => void start()}>
            {t('captcha.again')}
          </Button>
        )}
      </span>
      <span className={styles.icon} aria-hidden>
        {solved ? <CheckCircleFilled /> : <SafetyOutlined />}
      </span>
      {percent !== null && (
        <Progress
          className={styles.progress}
          percent={percent}
          size={['100%', 3]}
          showInfo={false}
          aria-label={t('captcha.working')}
        />
      )}
    </div>
  );
}
