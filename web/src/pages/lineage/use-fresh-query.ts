import type { AnyVariables, TypedDocumentNode } from '@urql/core';
import { useEffect, useRef } from 'react';
import { useQuery } from 'urql';

/** The answer to a query, asked again whenever `key` is another; what was answered stays until then. */
export function useFreshQuery<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  pause: boolean,
  key: string,
): Data | undefined {
  const [{ data }, ask] = useQuery({ query, variables, pause } as Parameters<typeof useQuery<Data, Variables>>[0]);
  const asked = useRef(key);
  useEffect(() => {
    if (asked.current === key || pause) return;
    asked.current = key;
    ask({ requestPolicy: 'network-only' });
  }, [ask, key, pause]);
  return pause ? undefined : data;
}
