import { Alert } from 'antd';
import { CheckMatches } from './check_matches';
import { collisionIn } from './companies_api';

/** What a drawer shows when what it saves collides with another company; null: it was refused for something else. */
export function collisionRefusal(error: unknown, library: string) {
  const collision = collisionIn(error);
  return (
    collision && (
      <>
        <Alert type="error" showIcon role="alert" title={collision.check.message} />
        <CheckMatches check={collision.check} library={library} />
      </>
    )
  );
}
