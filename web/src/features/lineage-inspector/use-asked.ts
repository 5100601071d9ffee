import type { AnyVariables, TypedDocumentNode } from '@urql/core';
import { createContext, useContext, useEffect, useRef } from 'react';
import { useQuery, type UseQueryResponse } from 'urql';

/** A text that is another whenever what is selected has changed; null before that is known. */
export const Freshness = createContext<string | null>(null);

/** A query about what is selected, asked again when that has changed; what was answered stays until then. */
export function useAsked<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): UseQueryResponse<Data, Variables> {
  const asked = useQuery({ query, variables } as Parameters<typeof useQuery<Data, Variables>>[0]);
  const [, ask] = asked;
  const freshness = useContext(Freshness);
  const known = useRef(freshness);
  useEffect(() => {
    if (freshness === null || freshness === known.current) return;
    const isFirst = known.current === null;
    known.current = freshness;
    if (!isFirst) ask({ requestPolicy: 'network-only' });
  }, [ask, freshness]);
  return asked;
}
