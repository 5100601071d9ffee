import { Trans } from '@lingui/react/macro';
import type { AnyVariables } from '@urql/core';
import type { UseQueryResponse } from 'urql';
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

/** What a part shows while it is asked for, when it could not be read, and when there is none; what was read before stays. */
export function Answer<Data, Variables extends AnyVariables, Part>({
  asked: [{ data, error, fetching, stale }, ask],
  of,
  children,
}: {
  readonly asked: UseQueryResponse<Data, Variables>;
  /** The part of the answer that is shown. */
  readonly of: (data: Data) => Part | null | undefined;
  readonly children: (part: Part) => React.ReactNode;
}): React.ReactNode {
  const part = data === undefined ? undefined : of(data);
  const isKnown = part !== null && part !== undefined;
  return (
    <>
      {error && (
        <ErrorNote onRetry={() => ask({ requestPolicy: 'network-only' })} {...shownBeside(error, isKnown)} requestId={requestIdOf(error)}>
          <Trans>This part could not be read.</Trans>
        </ErrorNote>
      )}
      {isKnown && children(part)}
      {!isKnown && !error && (fetching || stale ? <SkeletonRows rows={4} height={33} /> : <Unknown />)}
    </>
  );
}

function Unknown(): React.ReactNode {
  return (
    <p className={styles['quiet']}>
      <Trans>The hub knows nothing of it, or you may not see it.</Trans>
    </p>
  );
}
