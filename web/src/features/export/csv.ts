/**
 * Rows as CSV (RFC 4180): comma, CRLF, quotes where needed. It begins with a byte order mark, without which Excel reads
 * UTF-8 as something else. A cell that a spreadsheet would take for a formula gets an apostrophe before it, since names come
 * from outside.
 */
export function csvOf(rows: readonly (readonly (string | number | null | undefined)[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join('')}`;
}

function cellOf(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
