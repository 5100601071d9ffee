import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { parseRunAddress, runSearch, type RunAddress } from '../../address/run-address.ts';

/** What the address of a run says, and how to change it; what is shown beside replaces, so that Back leaves the run. */
export function useRunAddress(): readonly [RunAddress, (change: Partial<RunAddress>) => void] {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const address = useMemo(() => parseRunAddress(search), [search]);
  const change = useCallback(
    (part: Partial<RunAddress>) => {
      void navigate({
        to: '.',
        search: (before: object) => runSearch({ ...parseRunAddress({ ...before }), ...part }) as never,
        replace: true,
      });
    },
    [navigate],
  );
  return [address, change];
}
