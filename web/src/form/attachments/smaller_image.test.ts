import { describe, expect, it } from 'vitest';
import { mayBeSmaller, named } from './smaller_image';

describe('the smaller version of a picture', () => {
  it.each([
    ['image/jpeg', 5_000_000, true],
    ['image/png', 1_000_001, true],
    ['image/jpeg', 900_000, false],
    ['image/gif', 5_000_000, false],
    ['application/pdf', 5_000_000, false],
  ])('is offered for %s of %d bytes: %s', (type, size, expected) => {
    expect(mayBeSmaller({ type, size })).toBe(expected);
  });

  it.each([
    ['扫描件.png', '扫描件.jpg'],
    ['IMG_1.JPEG', 'IMG_1.jpg'],
    ['no extension', 'no extension.jpg'],
    ['v1.2 final', 'v1.2 final.jpg'],
  ])('%s is called %s', (name, expected) => {
    expect(named(name)).toBe(expected);
  });
});
