import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Box, Database } from 'lucide-react';
import { useState } from 'react';
import { InspectorImpactDocument, type InspectorImpactQuery } from '../../generated/graphql/graphql.ts';
import { AppLink } from '../../ui/AppLink.tsx';
import { Button } from '../../ui/Button.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Name } from '../../ui/Name.tsx';
import { StatusGlyph } from '../../ui/StatusGlyph.tsx';
import { hopWords } from '../lineage-canvas/vertex-words.ts';
import { lineagePath } from '../omnibox/omnibox-entry.ts';
import { ImpactExports } from './ImpactExports.tsx';
import styles from './Inspector.module.css';
import { Answer, Section } from './Section.tsx';
import { useAsked } from './use-asked.ts';

type Impact = InspectorImpactQuery['impact'];
type Affected = Impact['affected'][number];

export interface ImpactTabProps {
  readonly id: string;
  readonly name: string;
  /** Counts what depends on this column alone; null asks about the whole. */
  readonly column: string | null;
  readonly at: string | null;
}

/** What a change reaches, over any number of steps. */
export function ImpactTab({ id, name, column, at }: ImpactTabProps): React.ReactNode {
  const [pages, setPages] = useState<readonly (string | null)[]>([null]);
  const asked = useAsked(InspectorImpactDocument, { id, column, asOf: at, after: null });
  return (
    <Answer asked={asked} of={(data) => data.impact}>
      {(impact) => (
        <>
          <Section
            title={
              column === null ? (
                <Trans>If this changes</Trans>
              ) : (
                <Trans>
                  If <Name most={24}>{column}</Name> changes
                </Trans>
              )
            }
          >
            <Counts impact={impact} />
            {!impact.complete && <Incomplete reason={impact.reason} />}
          </Section>
          {impact.byHop.length > 0 && <ByHop hops={impact.byHop} />}
          <Section title={<Trans>Most used first</Trans>}>
            {impact.affected.length === 0 && (
              <p className={styles['quiet']}>
                <Trans>Nothing that is known reads it.</Trans>
              </p>
            )}
            {pages.map((after) => (
              <AffectedPage
                key={after ?? ''}
                {...{ id, column, at, after }}
                isLast={after === pages.at(-1)}
                onMore={(next) => setPages([...pages, next])}
              />
            ))}
            {impact.affected.length > 0 && <ImpactExports {...{ id, name, column, at, impact }} isPartial={asked[0].error !== undefined} />}
          </Section>
        </>
      )}
    </Answer>
  );
}

function Incomplete({ reason }: { readonly reason: Impact['reason'] }): React.ReactNode {
  return (
    <p className={styles['warning']}>
      <StatusGlyph status="late" size={13} />{' '}
      {reason === 'DEADLINE' ? (
        <Trans>It took too long to follow all of it: these are at least so many.</Trans>
      ) : (
        <Trans>More than 100,000 are affected: these are at least so many.</Trans>
      )}
    </p>
  );
}

function Counts({ impact }: { readonly impact: Impact }): React.ReactNode {
  const failed = impact.affected.filter(({ job }) => job?.latestRun?.state === 'FAILED').length;
  const direct = impact.byHop.filter(({ hop }) => hop <= 2);
  const sum = (what: 'datasets' | 'jobs'): number => direct.reduce((total, hop) => total + hop[what], 0);
  return (
    <dl className={styles['counts']}>
      <div>
        <dt>
          <Trans>Datasets</Trans>
        </dt>
        <dd>{formatNumber(impact.datasets)}</dd>
        <dd className={styles['meta']}>
          <Trans>{sum('datasets')} direct</Trans>
        </dd>
      </div>
      <div>
        <dt>
          <Trans>Jobs</Trans>
        </dt>
        <dd>{formatNumber(impact.jobs)}</dd>
        <dd className={styles['meta']}>{failed > 0 ? <Failed count={failed} impact={impact} /> : <Trans>{sum('jobs')} direct</Trans>}</dd>
      </div>
      {impact.columns !== null && impact.columns !== undefined && (
        <div>
          <dt>
            <Trans>Columns</Trans>
          </dt>
          <dd>{formatNumber(impact.columns)}</dd>
        </div>
      )}
    </dl>
  );
}

/** How many jobs failed last, of those whose last run is known: the first that are listed. */
function Failed({ count, impact: { affected, pageInfo } }: { readonly count: number; readonly impact: Impact }): React.ReactNode {
  if (!pageInfo.hasNextPage) return <Trans>{count} failed</Trans>;
  return (
    <Trans>
      {count} failed of the first {affected.length}
    </Trans>
  );
}

/** Distances that are told one by one. */
const mostSteps = 12;

function ByHop({ hops }: { readonly hops: Impact['byHop'] }): React.ReactNode {
  // Datasets and the jobs before them are the same step away.
  const steps = [...Map.groupBy(hops, ({ hop }) => hopWords(hop))];
  const sum = (of: Impact['byHop'], what: 'datasets' | 'jobs'): number => of.reduce((total, hop) => total + hop[what], 0);
  return (
    <Section title={<Trans>By distance</Trans>}>
      <ul className={styles['lines']}>
        {steps.slice(0, mostSteps).map(([words, of]) => (
          <li key={words}>
            <span className={styles['grow']}>{words}</span>
            <span className={styles['meta']}>
              <Plural value={sum(of, 'datasets')} one="# dataset" other="# datasets" />
              {', '}
              <Plural value={sum(of, 'jobs')} one="# job" other="# jobs" />
            </span>
          </li>
        ))}
      </ul>
      {steps.length > mostSteps && (
        <p className={styles['meta']}>
          <Trans>and farther, up to {steps.at(-1)?.[0]}</Trans>
        </p>
      )}
    </Section>
  );
}

interface AffectedPageProps extends Omit<ImpactTabProps, 'name'> {
  readonly after: string | null;
  readonly isLast: boolean;
  readonly onMore: (cursor: string) => void;
}

function AffectedPage({ id, column, at, after, isLast, onMore }: AffectedPageProps): React.ReactNode {
  const asked = useAsked(InspectorImpactDocument, { id, column, asOf: at, after });
  return (
    <Answer asked={asked} of={(data) => data.impact}>
      {({ affected, pageInfo }) => (
        <>
          <ul className={styles['lines']}>
            {affected.map((one) => (
              <AffectedLine key={one.id} affected={one} />
            ))}
          </ul>
          {isLast && pageInfo.hasNextPage && pageInfo.endCursor && (
            <Button onClick={() => onMore(pageInfo.endCursor!)}>
              <Trans>Load more</Trans>
            </Button>
          )}
        </>
      )}
    </Answer>
  );
}

function AffectedLine({ affected: { id, kind, hop, uses, dataset, job } }: { readonly affected: Affected }): React.ReactNode {
  const { t } = useLingui();
  const name = dataset?.name ?? job?.name ?? id;
  const Icon = kind === 'JOB' ? Box : Database;
  return (
    <li>
      <Icon size={14} strokeWidth={1.7} role="img" aria-label={kind === 'JOB' ? t`Job` : t`Dataset`} />
      <span className={styles['grow']}>
        {job?.latestRun?.state === 'FAILED' && <StatusGlyph status="failed" size={12} label={t`failed`} />}{' '}
        <AppLink path={lineagePath(id, name)}>
          <Name most={30}>{name}</Name>
        </AppLink>
      </span>
      <span className={styles['meta']}>
        {hopWords(hop)} · <Plural value={uses} one="# use" other="# uses" />
      </span>
    </li>
  );
}
