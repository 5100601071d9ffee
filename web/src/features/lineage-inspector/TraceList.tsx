import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { LineageAddress } from '../../address/lineage-address.ts';
import { Button } from '../../ui/Button.tsx';
import { Name } from '../../ui/Name.tsx';
import { columnRefText } from '../lineage-graph/column-ref.ts';
import type { LineageActions } from '../lineage-graph/lineage-actions.ts';
import type { ColumnPath, ColumnStep, GraphTopology } from '../lineage-graph/model.ts';
import { ruleWords, typeWords } from '../lineage-table/edge-words.ts';
import styles from './Inspector.module.css';
import { Section } from './Section.tsx';
import { sourcesOf, traceEntries, type TraceEntry } from './trace-entries.ts';
import { useDatasetNames } from './use-dataset-names.ts';

export interface TraceListProps {
  readonly path: ColumnPath;
  readonly topology: GraphTopology;
  readonly onAddress: (change: Partial<LineageAddress>) => void;
  readonly actions: Pick<LineageActions, 'loadRest'>;
}

/** The traced path as an ordered list, from its farthest source to its farthest use. */
export function TraceList({ path, topology, onAddress, actions }: TraceListProps): React.ReactNode {
  const { t } = useLingui();
  const entries = traceEntries(path);
  const missing = new Set(entries.filter(({ ref }) => !topology.vertices.has(ref.datasetId)).map(({ ref }) => ref.datasetId));
  const nameOf = useDatasetNames(topology, [...missing]);
  return (
    <Section
      title={
        <Trans>
          Column path <Name most={24}>{path.of.column ?? t`the whole dataset`}</Name>
        </Trans>
      }
    >
      <Sources path={path} nameOf={nameOf} />
      {path.to && <Between path={path} nameOf={nameOf} />}
      <ol className={styles['path']} aria-label={t`Column path, from its sources to its uses`}>
        {entries.map((entry) => (
          <li
            key={entry.key}
            data-place={entry.hop === 0 ? 'traced' : undefined}
            data-indirect={(entry.steps.length > 0 && entry.steps.every(isIndirect)) || undefined}
          >
            <button
              type="button"
              onClick={() => onAddress({ sel: entry.ref.datasetId, col: columnRefText(topology.rootId, entry.ref), to: null })}
            >
              <Name most={44}>{columnName(nameOf(entry.ref.datasetId), entry.ref.column)}</Name>
            </button>
            <StepWords entry={entry} />
          </li>
        ))}
      </ol>
      {entries.length === 1 && (
        <p className={styles['quiet']}>
          <Trans>No producer has told what this column is made from, or what is made of it.</Trans>
        </p>
      )}
      {path.truncated && (
        <p className={styles['warning']}>
          <Trans>The path is longer than is listed here.</Trans>
        </p>
      )}
      {missing.size > 0 && (
        <Button onClick={() => actions.loadRest()}>
          <Trans>Load the rest of this path</Trans>
        </Button>
      )}
    </Section>
  );
}

/** Where the value comes from, before the way it takes. */
function Sources({ path, nameOf }: { readonly path: ColumnPath; readonly nameOf: (id: string) => string }): React.ReactNode {
  const sources = sourcesOf(path);
  const named = sources.slice(0, 4);
  if (named.length === 0) return null;
  const more = sources.length - named.length;
  return (
    <p>
      <Trans>Comes from</Trans>{' '}
      {named.map(({ key, ref }, place) => (
        <span key={key}>
          {place > 0 && ', '}
          <Name most={40}>{columnName(nameOf(ref.datasetId), ref.column)}</Name>
        </span>
      ))}
      {more > 0 && (
        <>
          {' '}
          <Plural value={more} one="and # more" other="and # more" />
        </>
      )}
      .
    </p>
  );
}

function columnName(dataset: string, column: string | null): string {
  return column === null ? dataset : `${dataset}.${column}`;
}

function isIndirect({ type }: ColumnStep): boolean {
  return type === 'INDIRECT';
}

/** How the column hangs together with the next one towards the traced one. */
function StepWords({ entry }: { readonly entry: TraceEntry }): React.ReactNode {
  const { t } = useLingui();
  if (entry.hop === 0) return <span className={styles['step']}>{t`traced`}</span>;
  const words = [...new Set(entry.steps.map((step) => [typeWords(step.type), step.subtype?.toLowerCase()].filter(Boolean).join(' · ')))];
  const isMasked = entry.steps.some(({ masking }) => masking);
  const rules = [...new Set(entry.steps.map(({ rule }) => ruleWords(rule)))];
  return (
    <span className={styles['step']} title={rules.join('; ')}>
      {words.join(', ')}
      {isMasked && (
        <b>
          {' '}
          · <Trans>masked</Trans>
        </b>
      )}
    </span>
  );
}

/** The ways between the two columns that were asked about. */
function Between({ path, nameOf }: { readonly path: ColumnPath; readonly nameOf: (id: string) => string }): React.ReactNode {
  const to = path.to!;
  const other = columnName(nameOf(to.datasetId), to.column);
  if (path.between.length === 0)
    return (
      <p className={styles['quiet']}>
        <Trans>
          No data is known to get from one to the other: <Name most={40}>{other}</Name>
        </Trans>
      </p>
    );
  return (
    <p>
      <Trans>
        {path.between.length} ways between it and <Name most={40}>{other}</Name>
      </Trans>
    </p>
  );
}
