import { describe, expect, it } from 'vitest';
import { momentTexts } from './moment_texts';

const now = new Date('2026-03-10T12:00:00Z');

describe('moment texts', () => {
  it.each([
    ['2026-03-10T11:59:40Z', 'zh-CN', '现在'],
    ['2026-03-10T11:55:30Z', 'zh-CN', '4分钟前'],
    ['2026-03-10T09:00:00Z', 'en', '3 hours ago'],
    ['2026-03-08T12:00:00Z', 'en', '2 days ago'],
    ['2026-03-12T13:00:00Z', 'en', 'in 2 days'],
  ])('%s in %s is %s', (time, locale, expected) => {
    expect(momentTexts(time, now, locale)?.relative).toBe(expected);
  });

  it('after a week the date says more than "ago"', () => {
    const texts = momentTexts('2026-02-01T08:00:00Z', now, 'en');
    expect(texts?.relative).toBe(texts?.short);
    expect(texts?.short).toMatch(/^2026-0[12]-\d\d \d\d:\d\d$/);
  });

  it('no time is no text', () => {
    expect(momentTexts('yesterday', now, 'en')).toBeNull();
  });
});
