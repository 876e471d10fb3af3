export type Greeting = 'night' | 'morning' | 'noon' | 'afternoon' | 'evening';

/** The part of the day at an hour (0–23) of the reader's clock, as Chinese greetings divide it. */
export function greetingAt(hour: number): Greeting {
  if (hour < 5) return 'night';
  if (hour < 11) return 'morning';
  if (hour < 13) return 'noon';
  if (hour < 18) return 'afternoon';
  return 'evening';
}
