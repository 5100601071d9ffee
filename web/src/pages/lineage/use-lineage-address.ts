import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo, useRef, useEffect } from 'react';
import { lineageSearch, parseLineageAddress, type LineageAddress } from '../../address/lineage-address.ts';

/** Changes the address. Changes of subject and view can be gone back from; `replace` is for what follows the pointer. */
export type ChangeLineageAddress = (change: Partial<LineageAddress>, how?: { readonly replace: boolean }) => void;

/** What the address of the Explorer says, and how it is changed. */
export function useLineageAddress(): { readonly address: LineageAddress; readonly change: ChangeLineageAddress } {
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  const text = JSON.stringify(search);
  const address = useMemo(() => parseLineageAddress(JSON.parse(text) as Readonly<Record<string, unknown>>), [text]);
  const latest = useRef(address);
  useEffect(() => {
    latest.current = address;
  }, [address]);
  const change = useCallback<ChangeLineageAddress>(
    (changes, how) => {
      // A second change before the address has followed builds on the first.
      latest.current = { ...latest.current, ...changes };
      void navigate({ to: '.', search: lineageSearch(latest.current) as never, replace: how?.replace ?? false });
    },
    [navigate],
  );
  return { address, change };
}
