import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { parseRunsAddress, runsSearch, type RunsAddress } from '../../address/runs-address.ts';

export type ChangeRunsAddress = (change: Partial<RunsAddress>, how?: { readonly replace?: boolean }) => void;

/** What the address of the list of runs says, and how to change it; a change is a step back unless it replaces. */
export function useRunsAddress(): readonly [RunsAddress, ChangeRunsAddress] {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const address = useMemo(() => parseRunsAddress(search), [search]);
  const change = useCallback<ChangeRunsAddress>(
    (part, { replace = false } = {}) => {
      void navigate({ to: '.', search: (before: object) => runsSearch({ ...parseRunsAddress({ ...before }), ...part }) as never, replace });
    },
    [navigate],
  );
  return [address, change];
}
