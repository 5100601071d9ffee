import { Trans as LinguiTrans } from '@lingui/react';
import { Children, cloneElement, isValidElement } from 'react';

/** What the macro writes. */
interface Message {
  readonly id: string;
  readonly message?: string;
  readonly values?: Record<string, unknown>;
  readonly components?: Record<string, React.ReactNode>;
}

/** What a `<` of a filled-in value is followed by while Lingui looks for the message's own tags. */
const guard = '\u{10FFFF}';

/**
 * What the `Trans` macro becomes. Lingui fills values in before it looks for tags, so a dataset called `<b>x</b>` would be read
 * as markup of the message: a value's tags are hidden from it and given back in what it made. Any value comes out as it went in.
 */
export function Trans({ values, ...message }: Message): React.ReactNode {
  const told = Object.entries(values ?? {});
  if (!told.some(([, value]) => hasTag(value))) return <LinguiTrans {...message} {...(values ? { values } : {})} />;
  const guarded = Object.fromEntries(told.map(([name, value]) => [name, hasTag(value) ? value.replaceAll('<', `<${guard}`) : value]));
  return <LinguiTrans {...message} values={guarded} render={({ translation }) => <>{unguarded(translation)}</>} />;
}

function hasTag(value: unknown): value is string {
  return typeof value === 'string' && value.includes('<');
}

function unguarded(node: React.ReactNode): React.ReactNode {
  if (typeof node === 'string') return node.replaceAll(`<${guard}`, '<');
  if (Array.isArray(node)) return node.map((part: React.ReactNode) => unguarded(part));
  if (!isValidElement<{ children?: React.ReactNode }>(node)) return node;
  const { children } = node.props;
  if (children === undefined) return node;
  return cloneElement(node, {}, Children.count(children) === 1 ? unguarded(children) : Children.map(children, unguarded));
}
