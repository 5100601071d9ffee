interface Pending {
  /** Written as it is. */
  readonly text?: string;
  readonly value?: unknown;
}

/** The JSON text of a parsed document, however deep it is nested: `JSON.stringify` ends at some thousand levels. */
export function jsonText(json: unknown): string {
  try {
    return JSON.stringify(json);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return textOfDeep(json);
  }
}

function textOfDeep(json: unknown): string {
  const parts: string[] = [];
  const pending: Pending[] = [{ value: json }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.text !== undefined) parts.push(next.text);
    else if (typeof next.value !== 'object' || next.value === null) parts.push(JSON.stringify(next.value));
    else pending.push(...piecesOf(next.value).toReversed());
  }
  return parts.join('');
}

function piecesOf(value: object): Pending[] {
  if (Array.isArray(value)) {
    const items = value.flatMap((item: unknown, index) => [{ text: index === 0 ? '' : ',' }, { value: item }]);
    return [{ text: '[' }, ...items, { text: ']' }];
  }
  const members = Object.entries(value).flatMap(([key, member]: [string, unknown], index) => [
    { text: `${index === 0 ? '' : ','}${JSON.stringify(key)}:` },
    { value: member },
  ]);
  return [{ text: '{' }, ...members, { text: '}' }];
}
