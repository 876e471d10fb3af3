import { describe, expect, it } from 'vitest';
import { dataOf, draftOf, isEmpty } from './company_form';

describe('the form of a company', () => {
  it('takes a line for each number, and leaves several in one line to the server', () => {
    expect(
      dataOf({
        name: ' 苏州日东精密电子有限公司 ',
        phone: '0512-62398577\n\n 0512-62398578、62398579 ',
        mobile: '\n',
        remark: '  ',
      }),
    ).toEqual({
      name: '苏州日东精密电子有限公司',
      phone: ['0512-62398577', '0512-62398578、62398579'],
    });
  });

  it('shows what is known as it would be typed', () => {
    const data = { name: '甲', phone: ['1', '2'], email: ['a@b.example'] };
    expect(draftOf(data)).toEqual({ name: '甲', phone: '1\n2', email: 'a@b.example' });
    expect(dataOf(draftOf(data))).toEqual(data);
  });

  it('knows when there is nothing to ask about', () => {
    expect(isEmpty(dataOf({ name: ' ', phone: '\n' }))).toBe(true);
    expect(isEmpty(dataOf({ email: 'a' }))).toBe(false);
  });
});
