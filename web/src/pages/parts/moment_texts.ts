// The four ways a page writes a point in time. Pure but for the reader's own time zone.

export interface MomentTexts {
  /** 2026-03-01 16:05; the same width in both languages, so columns align. */
  short: string;
  /** 16:05. */
  time: string;
  /** With weekday and seconds, for the tooltip. */
  full: string;
  /** "3 minutes ago", and the short form after a week, when "ago" stops helping. */
  relative: string;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export function momentTexts(time: string, now: Date, locale: string): MomentTexts | null {
  const at = new Date(time);
  if (Number.isNaN(at.getTime())) return null;
  const short = shortText(at);
  return {
    short,
    time: short.slice(-5),
    full: new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'medium' }).format(at),
    relative: relativeText(at.getTime() - now.getTime(), locale) ?? short,
  };
}

function shortText(at: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${date} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

function relativeText(distance: number, locale: string): string | null {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const size = Math.abs(distance);
  if (size < minute) return format.format(0, 'second');
  if (size < hour) return format.format(Math.trunc(distance / minute), 'minute');
  if (size < day) return format.format(Math.trunc(distance / hour), 'hour');
  if (size < 7 * day) return format.format(Math.trunc(distance / day), 'day');
  return null;
}
