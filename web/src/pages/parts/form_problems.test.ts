import { describe, expect, it } from 'vitest';
import { ApiError } from '../../api';
import { formProblems } from './form_problems';

const refusal = (...violations: { code: string; path: string; message?: string }[]) =>
  new ApiError(422, { title: 'invalid', code: 'validation.failed', violations });
const inputs = ['user_name', 'email', 'roles'];

describe('form problems', () => {
  it('sorts violations to their inputs', () => {
    const error = refusal(
      { code: 'user_name.taken', path: '/user_name', message: '用户名已被使用' },
      { code: 'format.email', path: 'email' },
      { code: 'required', path: '/roles/0', message: '请选择角色' },
    );
    expect(formProblems(error, inputs)).toEqual({
      fields: [
        { name: 'user_name', errors: ['用户名已被使用'] },
        { name: 'email', errors: ['format.email'] },
        { name: 'roles', errors: ['请选择角色'] },
      ],
      rest: false,
    });
  });

  it('keeps all messages of one input', () => {
    const error = refusal({ code: 'a', path: '/email' }, { code: 'b', path: '/email' });
    expect(formProblems(error, inputs).fields).toEqual([{ name: 'email', errors: ['a', 'b'] }]);
  });

  it('a refusal of one input names it in its code', () => {
    const error = new ApiError(409, {
      title: 'taken',
      code: 'user_name.taken',
      detail: '该用户名已被使用',
      violations: [],
    });
    expect(formProblems(error, inputs)).toEqual({
      fields: [{ name: 'user_name', errors: ['该用户名已被使用'] }],
      rest: false,
    });
  });

  it.each([
    ['a violation without an input', refusal({ code: 'x', path: '' })],
    ['a refusal without violations', refusal()],
    ['a lost connection', new Error('unreachable')],
  ])('%s is left for the note beside the button', (_name, error) => {
    expect(formProblems(error, inputs)).toEqual({ fields: [], rest: true });
  });
});
