import { Trans, useLingui } from '@lingui/react/macro';
import { ChevronLeft, ChevronRight, Minus, Plus, RotateCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { runRanges, runStates, type RunRange, type RunsAddress, type RunStateWord } from '../../address/runs-address.ts';
import { stateWord } from '../../features/run-timeline/run-words.ts';
import { Button } from '../../ui/Button.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { StatusGlyph } from '../../ui/StatusGlyph.tsx';
import { NamespaceFilter } from './NamespaceFilter.tsx';
import { rangeWords } from './runs-sentence.ts';
import type { ChangeRunsAddress } from './use-runs-address.ts';
import styles from './RunsToolbar.module.css';

export interface RunsToolbarProps {
  readonly address: RunsAddress;
  readonly view: 'lanes' | 'table';
  readonly change: ChangeRunsAddress;
  readonly onZoom: (step: -1 | 1) => void;
  readonly onPan: (step: -1 | 1) => void;
  readonly onRefresh: () => void;
  readonly children: React.ReactNode;
}

/** View, time and filters of the runs; what can be done with them comes in as children. */
export function RunsToolbar(props: RunsToolbarProps): React.ReactNode {
  const { t } = useLingui();
  const { address, view, change, onRefresh, children } = props;
  return (
    <div className={styles['toolbar']}>
      <div className={styles['row']}>
        <h2>
          <Trans>Runs by job</Trans>
        </h2>
        <SegmentedControl
          label={t`View`}
          value={view}
          options={[
            { value: 'lanes', label: t`Lanes` },
            { value: 'table', label: t`Table` },
          ]}
          onChange={(next) => {
            change({ view: next });
          }}
        />
        <span className={styles['space']} />
        <TimeControls {...props} />
        <Button kind="quiet" onClick={onRefresh} aria-label={t`Load again`} title={t`Load again (r)`}>
          <RotateCw size={15} aria-hidden />
        </Button>
        {children}
      </div>
      <div className={styles['row']}>
        <StateFilter chosen={address.state} change={change} />
        <span className={styles['space']} />
        <div className={styles['jobs']} role="search" aria-label={t`Jobs shown`}>
          <NamespaceFilter chosen={address.ns} change={change} />
          <JobField text={address.job} change={change} />
        </div>
      </div>
    </div>
  );
}

const quickRanges: readonly RunRange[] = ['1h', '24h', '7d', '30d'];

function TimeControls({ address, change, onZoom, onPan }: RunsToolbarProps): React.ReactNode {
  const { t } = useLingui();
  const options = runRanges.filter((range) => quickRanges.includes(range) || range === address.range);
  return (
    <div className={styles['time']}>
      <Button kind="quiet" onClick={() => onPan(-1)} aria-label={t`Earlier`} title={t`Earlier ([)`}>
        <ChevronLeft size={16} aria-hidden />
      </Button>
      <SegmentedControl
        label={t`Time shown`}
        value={address.range}
        options={options.map((value) => ({ value, label: <RangeLabel range={value} />, title: rangeWords(value) }))}
        onChange={(range) => {
          change({ range }, { replace: true });
        }}
      />
      <Button kind="quiet" onClick={() => onPan(1)} disabled={address.to === null} aria-label={t`Later`} title={t`Later (])`}>
        <ChevronRight size={16} aria-hidden />
      </Button>
      <Button
        kind="quiet"
        onClick={() => onZoom(1)}
        disabled={address.range === '30d'}
        aria-label={t`Show more time`}
        title={t`Show more time (−)`}
      >
        <Minus size={15} aria-hidden />
      </Button>
      <Button
        kind="quiet"
        onClick={() => onZoom(-1)}
        disabled={address.range === '15m'}
        aria-label={t`Show less time`}
        title={t`Show less time (+)`}
      >
        <Plus size={15} aria-hidden />
      </Button>
      {address.to !== null && (
        <Button onClick={() => change({ to: null })}>
          <Trans>Now</Trans>
        </Button>
      )}
    </div>
  );
}

function RangeLabel({ range }: { readonly range: RunRange }): React.ReactNode {
  return (
    <>
      {range.slice(0, -1)} {range.slice(-1)}
    </>
  );
}

/** The legend, which is the filter as well: none pressed shows all. */
function StateFilter({
  chosen,
  change,
}: {
  readonly chosen: readonly RunStateWord[];
  readonly change: ChangeRunsAddress;
}): React.ReactNode {
  const { t } = useLingui();
  return (
    <div className={styles['states']} role="group" aria-label={t`States shown`}>
      {runStates.map((state) => (
        <button
          key={state}
          type="button"
          aria-pressed={chosen.includes(state)}
          onClick={() => {
            change({ state: chosen.includes(state) ? chosen.filter((one) => one !== state) : [...chosen, state] }, { replace: true });
          }}
        >
          <StatusGlyph status={state} />
          {stateWord(state)}
        </button>
      ))}
      {chosen.length > 0 && (
        <Button kind="quiet" onClick={() => change({ state: [] }, { replace: true })}>
          <Trans>All states</Trans>
        </Button>
      )}
    </div>
  );
}

/** How long nobody has typed before the jobs are asked for. */
const typedMs = 250;

function JobField({ text, change }: { readonly text: string | null; readonly change: ChangeRunsAddress }): React.ReactNode {
  const { t } = useLingui();
  const [typed, setTyped] = useState(text ?? '');
  useEffect(() => {
    setTyped(text ?? '');
  }, [text]);
  useEffect(() => {
    const wanted = typed.trim();
    if (wanted === (text ?? '')) return undefined;
    const timer = setTimeout(() => {
      change({ job: wanted === '' ? null : wanted }, { replace: true });
    }, typedMs);
    return () => {
      clearTimeout(timer);
    };
  }, [typed, text, change]);
  return (
    <input
      className={styles['field']}
      type="search"
      value={typed}
      placeholder={t`Job name contains`}
      aria-label={t`Job name contains`}
      onChange={(event) => {
        setTyped(event.target.value);
      }}
    />
  );
}
