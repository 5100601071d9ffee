import { i18n } from '@lingui/core';
import { t } from '@lingui/core/macro';

/** “412 ms”, “4.1 s”, “3 m 12 s”, “2 h 5 m”, “3 d 4 h”: at most two units. */
export function formatDuration(ms: number): string {
  const sign = ms < 0 ? '−' : '';
  const whole = Math.abs(ms);
  if (whole < 1_000) return sign + t`${Math.round(whole)} ms`;
  const seconds = whole / 1_000;
  if (seconds < 9.95) return sign + t`${formatNumber(seconds, 1)} s`;
  if (Math.round(seconds) < 60) return sign + t`${Math.round(seconds)} s`;
  return sign + longDuration(Math.round(seconds));
}

function longDuration(seconds: number): string {
  const minutes = seconds < 3_600 ? Math.floor(seconds / 60) : Math.round(seconds / 60);
  if (minutes < 60) return seconds % 60 === 0 ? t`${minutes} m` : t`${minutes} m ${seconds % 60} s`;
  const hours = minutes < 48 * 60 ? Math.floor(minutes / 60) : Math.round(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? t`${hours} h` : t`${hours} h ${minutes % 60} m`;
  const days = Math.floor(hours / 24);
  return hours % 24 === 0 ? t`${days} d` : t`${days} d ${hours % 24} h`;
}

/** A number with separators of thousands, and at most this many places. */
export function formatNumber(value: number, places = 0): string {
  return new Intl.NumberFormat(i18n.locale, { maximumFractionDigits: places }).format(value);
}

/** Bytes as people say them: “1.2 MB” (1 kB = 1,000 B). */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, Math.abs(bytes))) / 3)));
  return `${formatNumber(bytes / 1_000 ** step, step === 0 ? 0 : 1)} ${units[step]}`;
}

/** A share of one as “96.4 %”. */
export function formatShare(share: number): string {
  return `${formatNumber(share * 100, 1)} %`;
}

/** Local time of day, with seconds where they matter. */
export function formatTime(at: string | number, { seconds = false }: { readonly seconds?: boolean } = {}): string {
  const style = { hour: '2-digit', minute: '2-digit', second: seconds ? '2-digit' : undefined, hourCycle: 'h23' } as const;
  return new Intl.DateTimeFormat(i18n.locale, style).format(new Date(at));
}

/** Local day and time: “26 Nov, 14:02”; today it is the time alone. */
export function formatMoment(at: string | number, nowMs: number, { seconds = false }: { readonly seconds?: boolean } = {}): string {
  const date = new Date(at);
  const now = new Date(nowMs);
  const time = formatTime(at, { seconds });
  if (date.toDateString() === now.toDateString()) return time;
  const year = date.getFullYear() === now.getFullYear() ? {} : ({ year: 'numeric' } as const);
  return `${formatDay(date, year)}, ${time}`;
}

/** “26 Nov”, in the order and with the words of the page's language. */
export function formatDay(at: Date | number, more: Intl.DateTimeFormatOptions = {}): string {
  // Without a region English would be American, month first.
  const locale = i18n.locale === 'en' ? 'en-GB' : i18n.locale;
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', ...more }).format(at);
}

/** A name cut in its middle to what fits, so that both its ends can be read. */
export function cutMiddle(name: string, most: number): string {
  const letters = Array.from(
    new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(name.slice(0, 4_000)),
    ({ segment }) => segment,
  );
  if (letters.length <= most) return name;
  const head = Math.ceil((most - 1) / 2);
  return `${letters.slice(0, head).join('')}…${letters.slice(letters.length - (most - 1 - head)).join('')}`;
}
