import { expect, it } from 'vitest';
import type { Me } from '../api';
import { memory } from '../form/draft/memory';
import { forgetSession, lastSession, rememberSession } from './last_session';

const me: Me = {
  user: {
    id: 'u1',
    user_name: 'partner1',
    display_name: '王伟',
    email: 'wang@example.com',
    mobile: '13800138000',
    roles: ['partner'],
    state: 'active',
    locale: 'zh-CN',
  },
  partner: { id: 'p1', name: '某公司', data: { uscc: '91110000600037341L' } },
  permissions: ['records.create'],
  must_change_password: false,
  unread: 7,
};

it('keeps what draws the frame and nothing else of the person', () => {
  const store = memory();
  rememberSession(store, me);
  const kept = lastSession(store);
  expect(kept?.user.display_name).toBe('王伟');
  expect(kept?.user.roles).toEqual(['partner']);
  expect(kept?.partner).toEqual({ id: 'p1' });
  expect(store.getItem('qudao.last_session')).not.toMatch(/example\.com|1380013|9111|某公司/);
});

it('is gone once forgotten', () => {
  const store = memory();
  rememberSession(store, me);
  forgetSession(store);
  expect(store.length).toBe(0);
  expect(lastSession(store)).toBeNull();
});

it.each(['', 'x', '{}', '{"user":{"id":1}}', 'null'])('takes %j for nobody', (text) => {
  const store = memory();
  store.setItem('qudao.last_session', text);
  expect(lastSession(store)).toBeNull();
});
