import { describe, expect, it } from 'vitest';
import { everything, queryOf, readAddress, writeAddress } from './list_query';

describe('the address of a list of companies', () => {
  it('is read as it was written, beside what else is there', () => {
    const address = {
      q: '瑞丽',
      pool: 'key',
      person: 'u1',
      industry: '玻璃',
      source: '展会',
      due: true,
      page: 3,
    };
    const written = writeAddress(new URLSearchParams('library=agents&page=7'), address);
    expect(readAddress(written)).toEqual(address);
    expect(written.get('library')).toBe('agents');
  });

  it('is empty for the list as it is first shown, and takes nonsense for that', () => {
    expect(
      writeAddress(
        new URLSearchParams('q=a&person=u&industry=a&source=b&due=tomorrow&page=2'),
        everything,
      ).toString(),
    ).toBe('');
    expect(readAddress(new URLSearchParams('page=-1&due=never&q=%20'))).toEqual(everything);
  });

  it('asks for what is due until tomorrow is over', () => {
    expect(queryOf('mine', everything).due_within).toBeUndefined();
    expect(queryOf('all', { ...everything, due: true }).due_within).toBe(1);
  });
});
