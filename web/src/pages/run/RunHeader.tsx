import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Download, Waypoints } from 'lucide-react';
import { useGraphClient } from '../../client/clients-context.ts';
import { shapeOf } from '../../features/run-timeline/lanes.ts';
import { stateWord } from '../../features/run-timeline/run-words.ts';
import { ShareMenu } from '../../features/share/ShareMenu.tsx';
import type { NamedStep } from '../../features/waterfall/Waterfall.tsx';
import { AppLink } from '../../ui/AppLink.tsx';
import { formatMoment } from '../../ui/format.ts';
import { MenuButton } from '../../ui/MenuButton.tsx';
import { Name } from '../../ui/Name.tsx';
import { usePageTitle } from '../../ui/page-title.ts';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { Sentence } from '../../ui/Sentence.tsx';
import { plainSentence } from '../../ui/sentence.ts';
import { StatusGlyph } from '../../ui/StatusGlyph.tsx';
import { factsOfRun, momentSearch } from './facts-of-run.ts';
import { exportRunEvents, exportRunJson, exportStepsCsv, exportWaterfallPng, type ExportedSteps } from './run-exports.ts';
import { runOperations } from './run-operations.ts';
import { runSentence } from './run-sentence.ts';
import { useRunAddress } from './use-run-address.ts';
import type { PageRun } from './use-run-page.ts';
import styles from './RunPage.module.css';

export interface RunHeaderProps {
  readonly run: PageRun;
  readonly steps: readonly NamedStep[];
  /** Whether all of the run and its steps could be read. */
  readonly isWhole: boolean;
  readonly nowMs: number;
}

/** The sentence of a run, its state in a line, its attempts, and what can be done with it. */
export function RunHeader({ run, steps, isWhole, nowMs }: RunHeaderProps): React.ReactNode {
  const sentence = runSentence(factsOfRun(run), nowMs);
  const [address] = useRunAddress();
  const job = run.job?.name ?? run.id;
  const short = run.id.slice(4, 12);
  usePageTitle(`${job}, ${plainSentence(sentence)}`, [
    { text: job, isName: true },
    { text: short, isName: true },
  ]);
  return (
    <header className={styles['header']}>
      <div>
        <p className={styles['job']}>
          <Name most={70}>{job}</Name>
        </p>
        <h1>
          <Sentence>{sentence}</Sentence>
        </h1>
        <StateLine run={run} nowMs={nowMs} />
      </div>
      <div className={styles['actions']}>
        <Attempts run={run} />
        <LineageLink run={run} />
        <ShareMenu suggestion={job} operations={() => runOperations(run.id, address)} />
        <ExportMenu run={run} steps={{ all: steps, isWhole }} title={`${job}. ${plainSentence(sentence)}`} />
      </div>
    </header>
  );
}

function StateLine({ run, nowMs }: { readonly run: PageRun; readonly nowMs: number }): React.ReactNode {
  const shape = shapeOf(run, nowMs);
  const total = run.attempts?.totalCount ?? 1;
  return (
    <p className={styles['state']}>
      <span>
        <StatusGlyph status={shape} /> <strong>{stateWord(shape)}</strong>
      </span>
      {run.attempt !== null && run.attempt !== undefined && total > 1 && (
        <span>
          <Trans>
            attempt {run.attempt} of {total}
          </Trans>
        </span>
      )}
      {run.startedAt && (
        <span title={run.startedAt}>
          <Trans>started {formatMoment(run.startedAt, nowMs, { seconds: true })}</Trans>
        </span>
      )}
      {run.parent && (
        <span>
          <Trans>
            by{' '}
            <Link to="/runs/$id" params={{ id: run.parent.id }}>
              <Name most={32}>{run.parent.job?.name ?? run.parent.id}</Name>
            </Link>
          </Trans>
        </span>
      )}
      {run.processingEngine && (
        <span className="mono">
          {run.processingEngine.name} {run.processingEngine.version}
        </span>
      )}
      <span className="mono" title={run.openLineageRunId}>
        {run.openLineageRunId.slice(0, 8)}
      </span>
    </p>
  );
}

function Attempts({ run }: { readonly run: PageRun }): React.ReactNode {
  const { t } = useLingui();
  const [, change] = useRunAddress();
  const attempts = run.attempts?.nodes.toReversed() ?? [];
  if (attempts.length < 2) return null;
  return (
    <SegmentedControl
      label={t`Attempt`}
      value={run.id}
      options={attempts.map(({ id, attempt, state }, place) => ({ value: id, label: attempt ?? place + 1, title: state.toLowerCase() }))}
      onChange={(attempt) => change({ attempt, step: null })}
    />
  );
}

function LineageLink({ run }: { readonly run: PageRun }): React.ReactNode {
  if (!run.job) return null;
  return (
    <AppLink className={styles['link']} path={`/lineage/${encodeURIComponent(run.job.id)}${momentSearch(run.endedAt)}`}>
      <Waypoints size={15} aria-hidden />
      {!run.endedAt ? <Trans>Open in lineage</Trans> : <Trans>Open in lineage at this run</Trans>}
    </AppLink>
  );
}

interface ExportMenuProps {
  readonly run: PageRun;
  readonly steps: ExportedSteps;
  readonly title: string;
}

function ExportMenu({ run, steps, title }: ExportMenuProps): React.ReactNode {
  const { t } = useLingui();
  const [{ mode }] = useRunAddress();
  const client = useGraphClient();
  const detail = steps.isWhole ? '' : t`Incomplete: not all of it could be read`;
  return (
    <MenuButton
      label={t`Export`}
      sections={[
        {
          name: t`Export`,
          entries: [
            { id: 'json', name: t`Run and steps as JSON`, detail, act: () => exportRunJson(run, steps) },
            { id: 'csv', name: t`Steps as CSV`, detail, act: () => exportStepsCsv(run, steps) },
            ...(steps.all.length === 0
              ? []
              : [{ id: 'png', name: t`Waterfall as PNG`, detail, act: () => void exportWaterfallPng(run, steps, mode, title) }]),
            { id: 'ndjson', name: t`OpenLineage events as NDJSON`, act: () => void exportRunEvents(client, run.id) },
          ],
        },
      ]}
    >
      <Download size={15} aria-hidden />
      <Trans>Export</Trans>
    </MenuButton>
  );
}
