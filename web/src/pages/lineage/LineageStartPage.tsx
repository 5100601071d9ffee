import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from 'urql';
import { requestIdOf } from '../../client/request-id.ts';
import { shownBeside } from '../../client/shown-beside.ts';
import { serverNow } from '../../ui/server-clock.ts';
import { lineagePath } from '../../features/omnibox/omnibox-entry.ts';
import { recents } from '../../features/omnibox/recents.ts';
import { LineageStartDocument, type LineageStartQuery } from '../../generated/graphql/graphql.ts';
import { EmptyNote } from '../../ui/EmptyNote.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatMoment } from '../../ui/format.ts';
import { Name } from '../../ui/Name.tsx';
import { usePageTitle } from '../../ui/page-title.ts';
import { usePreference } from '../../ui/use-preference.ts';
import { AppLink } from './AppLink.tsx';
import { changeWords } from './change-words.ts';
import { SubjectSearch } from './SubjectSearch.tsx';
import styles from './LineageStartPage.module.css';

type Change = LineageStartQuery['recentChanges']['nodes'][number];

/** Where lineage begins while no subject is chosen: search, what was looked at, what changed last. */
export function LineageStartPage(): React.ReactNode {
  const { t } = useLingui();
  usePageTitle(t`Lineage`);
  const [{ data, error, fetching }, ask] = useQuery({ query: LineageStartDocument });
  const subjects = newestOfEach(data?.recentChanges.nodes ?? []);
  return (
    <div className={styles['page']}>
      <h1>
        <Trans>Where does it come from, where does it go?</Trans>
      </h1>
      <SubjectSearch />
      <Recent />
      <section>
        <h2>
          <Trans>Changed last</Trans>
        </h2>
        {error && (
          <ErrorNote
            {...shownBeside(error, data !== undefined)}
            requestId={requestIdOf(error)}
            onRetry={() => ask({ requestPolicy: 'network-only' })}
          >
            <Trans>What changed last could not be loaded.</Trans>
          </ErrorNote>
        )}
        {data && subjects.length === 0 && (
          <EmptyNote title={<Trans>No lineage yet</Trans>}>
            <p>
              <Trans>
                Datasets and jobs appear here as soon as the first event names them. <code className="mono">npm run demo</code> sends a week
                of them.
              </Trans>
            </p>
          </EmptyNote>
        )}
        <ul className={styles['list']} aria-busy={fetching}>
          {subjects.map(({ change, count }) => (
            <Changed key={change.id} change={change} count={count} />
          ))}
        </ul>
      </section>
    </div>
  );
}

/** Subjects that were looked at in this browser. */
function Recent(): React.ReactNode {
  const [all] = usePreference(recents);
  const subjects = all.filter(({ path }) => path.startsWith('/lineage/')).slice(0, 6);
  if (subjects.length === 0) return null;
  return (
    <section>
      <h2>
        <Trans>Looked at last</Trans>
      </h2>
      <ul className={styles['list']}>
        {subjects.map(({ path, name, kind }) => (
          <li key={path}>
            <AppLink path={path}>
              <Name most={60}>{name}</Name>
              <span className={styles['meta']}>
                {kind === 'job' ? <Trans>Job</Trans> : kind === 'column' ? <Trans>Column</Trans> : <Trans>Dataset</Trans>}
              </span>
            </AppLink>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Changed({ change, count }: { readonly change: Change; readonly count: number }): React.ReactNode {
  const subject = subjectOf(change);
  if (!subject) return null;
  return (
    <li>
      <AppLink path={lineagePath(subject.id, subject.name)}>
        <Name most={60}>{subject.name}</Name>
        <span className={styles['meta']}>
          {changeWords(change.kind)}
          {count > 1 && (
            <>
              {' '}
              <Plural value={count - 1} one="and # more change" other="and # more changes" />
            </>
          )}
          {change.at && <> · {formatMoment(change.at, serverNow())}</>} · <bdi>{subject.namespace.name}</bdi>
        </span>
      </AppLink>
    </li>
  );
}

/** Inputs and outputs are changes of the job, all else of the dataset. */
function subjectOf({ kind, dataset, job }: Change): Change['dataset'] | Change['job'] {
  const isOfJob = kind.startsWith('INPUT_') || kind.startsWith('OUTPUT_') || kind.startsWith('JOB_');
  return isOfJob ? (job ?? dataset) : (dataset ?? job);
}

/** Each subject once, by its newest change. */
function newestOfEach(changes: readonly Change[]): readonly { readonly change: Change; readonly count: number }[] {
  const bySubject = Map.groupBy(changes, (change) => subjectOf(change)?.id ?? change.id);
  return [...bySubject.values()].map((all) => ({ change: all[0]!, count: all.length })).slice(0, 20);
}
