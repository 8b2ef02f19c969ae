import { describe, expect, it } from 'vitest';
import { boundsText, fromNumber, onText, sinceText, toNumber } from './days';

const day = (earliest: string | null, latest: string) => ({ earliest, latest });

describe('A day', () => {
  it('is a number of days, whatever the time zone', () => {
    expect(toNumber('1970-01-02')).toBe(1);
    expect(fromNumber(toNumber('2024-02-29') + 1)).toBe('2024-03-01');
    expect(fromNumber(toNumber('0099-12-31'))).toBe('0099-12-31');
  });

  it.each([
    [day('2026-01-07', '2026-01-07'), '7 January 2026', 'on 7 January 2026', 'since 7 January 2026'],
    [day('2026-01-22', '2026-01-23'), '22 or 23 January 2026', 'on 22 or 23 January 2026', 'since 22 or 23 January 2026'],
    [day('2025-11-24', '2025-12-10'), 'between 24 November and 10 December 2025', 'between 24 November and 10 December 2025',
      'since some day from 24 November to 10 December 2025'],
    [day('2025-12-31', '2026-01-01'), '31 December 2025 or 1 January 2026', 'on 31 December 2025 or 1 January 2026',
      'since 31 December 2025 or 1 January 2026'],
    [day(null, '2026-01-08'), 'by 8 January 2026 at the latest', 'by 8 January 2026 at the latest', 'since 8 January 2026 or earlier'],
  ])('is told with its bounds: %o', (bounds, alone, on, since) => {
    expect(boundsText(bounds)).toBe(alone);
    expect(onText(bounds)).toBe(on);
    expect(sinceText(bounds)).toBe(since);
  });
});
