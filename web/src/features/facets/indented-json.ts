/** Deeper levels are not indented further. */
const deepest = 40;

/**
 * JSON text with its members on lines of their own, token by token: numbers and escapes stay as they were sent, and neither
 * depth nor a break in the middle matters. Ends once it has made `most` letters.
 */
export function indentedJson(raw: string, most: number): string {
  const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+|"[^]*$/gy;
  const space = /\s*/y;
  let text = '';
  let depth = 0;
  const line = (): string => `\n${'  '.repeat(Math.min(depth, deepest))}`;
  for (let at = 0; at < raw.length && text.length < most;) {
    space.lastIndex = at;
    space.exec(raw);
    token.lastIndex = space.lastIndex;
    const found = token.exec(raw)?.[0];
    if (found === undefined) break;
    at = token.lastIndex;
    if (found === '{' || found === '[') {
      depth += 1;
      text += /[{[]\s*[}\]]/y.test(raw.slice(at - 1, at + 20)) ? found : found + line();
    } else if (found === '}' || found === ']') {
      depth = Math.max(0, depth - 1);
      text += text.endsWith('{') || text.endsWith('[') ? found : line() + found;
    } else if (found === ',') text += `,${line()}`;
    else text += found === ':' ? ': ' : found;
  }
  return text;
}
