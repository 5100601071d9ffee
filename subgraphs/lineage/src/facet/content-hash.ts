import { createHash } from 'node:crypto';

/** 128 bits of SHA-256 over a text, in the form of PostgreSQL's uuid type. */
export function contentHash(text: string): string {
  const hex = createHash('sha256').update(text, 'utf8').digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
