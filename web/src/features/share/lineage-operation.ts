import { stringifyDocument } from '@urql/core';
import type { LineageAddress } from '../../address/lineage-address.ts';
import { parseColumnRef } from '../lineage-graph/column-ref.ts';
import { baseInput, limits } from '../lineage-graph/graph-request.ts';
import { GraphColumnPathsDocument, GraphColumnTraceDocument, GraphSliceDocument } from '../../generated/graphql/graphql.ts';

type Literal = string | number | boolean | null | readonly Literal[] | { readonly [name: string]: Literal };

/** What fetches the graph of an address, and its traced path: operations that run as they stand, their variables given as defaults. */
export function lineageOperations(rootId: string, address: LineageAddress): string {
  const { col, to, at } = address;
  const texts = [withDefaults(stringifyDocument(GraphSliceDocument), { input: baseInput(rootId, address, limits.grouped) as Literal })];
  if (col !== null) {
    const { datasetId, column } = parseColumnRef(rootId, col);
    const other = to === null ? null : parseColumnRef(rootId, to);
    texts.push(
      other
        ? withDefaults(stringifyDocument(GraphColumnPathsDocument), {
            ...{ fromId: datasetId, fromColumn: column, toId: other.datasetId, toColumn: other.column, asOf: at },
          })
        : withDefaults(stringifyDocument(GraphColumnTraceDocument), { datasetId, column, asOf: at }),
    );
  }
  // What the client asks for beside what is shown is left out.
  return `${texts.map((text) => text.replaceAll(/^\s*__typename\n/gm, '').trim()).join('\n\n')}\n`;
}

/** Puts a value behind each variable of an operation, which has its variables in parentheses on its first line. */
function withDefaults(operation: string, values: Readonly<Record<string, Literal>>): string {
  return operation.replace(/^(\s*(?:query|#)[^{]*?\()([^)]*)(\))/m, (_, open: string, variables: string, close: string) => {
    const given = variables.replaceAll(/\$(\w+): ([\w!\][]+)/g, (whole, name: string) =>
      Object.hasOwn(values, name) ? `${whole} = ${literal(values[name]!)}` : whole,
    );
    return `${open}${given}${close}`;
  });
}

/** A value as GraphQL writes it. */
function literal(value: Literal): string {
  if (isList(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([name, member]) => `${name}: ${literal(member)}`)
      .join(', ')}}`;
  }
  return JSON.stringify(value);
}

function isList(value: Literal): value is readonly Literal[] {
  return Array.isArray(value);
}
