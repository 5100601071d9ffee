/** A tag as somebody types it: `key`, `key: value` or `key=value`; null where there is no key. */
export function readTag(text: string): { readonly key: string; readonly value: string } | null {
  const match = /^\s*([^:=\s][^:=]*?)\s*(?:[:=]\s*(.*?)\s*)?$/s.exec(text);
  return match?.[1] ? { key: match[1], value: match[2] ?? '' } : null;
}
