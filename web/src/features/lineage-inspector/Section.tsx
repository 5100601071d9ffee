import { Trans } from '@lingui/react/macro';
import type { CombinedError } from '@urql/core';
import { requestIdOf } from '../../client/request-id.ts';
import { shownBeside } from '../../client/shown-beside.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { SkeletonRows } from '../../ui/SkeletonRows.tsx';
import styles from './Inspector.module.css';

/** A part of the inspector under its heading. */
export function Section({ title, children }: { readonly title: React.ReactNode; readonly children: React.ReactNode }): React.ReactNode {
  return (
    <section className={styles['section']}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

/** What a part shows while it is asked for, and when it could not be read; what was read before stays. */
export function Answer<Data>({
  data,
  error,
  onRetry,
  children,
}: {
  readonly data: Data | null | undefined;
  readonly error: CombinedError | undefined;
  readonly onRetry: () => void;
  readonly children: (data: Data) => React.ReactNode;
}): React.ReactNode {
  const isKnown = data !== null && data !== undefined;
  return (
    <>
      {error && (
        <ErrorNote onRetry={onRetry} {...shownBeside(error, isKnown)} requestId={requestIdOf(error)}>
          <Trans>This part could not be read.</Trans>
        </ErrorNote>
      )}
      {isKnown ? children(data) : !error && <SkeletonRows rows={4} height={33} />}
    </>
  );
}
