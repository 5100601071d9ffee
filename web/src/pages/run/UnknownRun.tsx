import { Trans } from '@lingui/react/macro';
import { EmptyNote } from '../../ui/EmptyNote.tsx';
import { Name } from '../../ui/Name.tsx';

/** No event of this run is known; it appears by itself with the first. */
export function UnknownRun({ id, isLoaded }: { readonly id: string; readonly isLoaded: boolean }): React.ReactNode {
  if (!isLoaded) return <h1 aria-busy="true">{<Trans>Loading this run…</Trans>}</h1>;
  return (
    <EmptyNote
      isWholePage
      title={
        <Trans>
          Nothing is known of run <Name>{id}</Name> yet.
        </Trans>
      }
    >
      <p role="status">
        <Trans>It appears here by itself as soon as its first event arrives.</Trans>
      </p>
    </EmptyNote>
  );
}
