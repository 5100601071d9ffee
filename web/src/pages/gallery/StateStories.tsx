import { LiveIndicatorView } from '../../app/shell/LiveIndicator.tsx';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { EmptyNote } from '../../ui/EmptyNote.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Name } from '../../ui/Name.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { SkeletonRows } from '../../ui/SkeletonRows.tsx';
import { StatusGlyph, type Status } from '../../ui/StatusGlyph.tsx';
import styles from './Gallery.module.css';
import { Story } from './Story.tsx';

const nothing = (): void => {};

/** What every screen shows when there is nothing, not yet anything, or too much. */
export function StateStories(): React.ReactNode {
  return (
    <>
      <Story name="loading" title="Loading">
        <div className={styles['wide']}>
          <SkeletonRows rows={4} height={33} />
        </div>
      </Story>
      <Story name="empty" title="Empty">
        <EmptyNote title="No runs yet">
          <p>
            Runs appear as soon as a producer sends them. <code className="mono">npm run demo</code> sends some.
          </p>
          <Button kind="primary">See how to send events</Button>
        </EmptyNote>
      </Story>
      <Story name="filtered-to-nothing" title="Filtered to nothing">
        <EmptyNote title="The filter by tag hides all 14 datasets">
          <Button>Clear filters</Button>
        </EmptyNote>
      </Story>
      <Story name="error" title="Error with a request id">
        <ErrorNote requestId="8f2c4d1e-0000-4000-8000-000000000000" onRetry={nothing}>
          The graph could not be loaded.
        </ErrorNote>
      </Story>
      <Story name="error-stale" title="Error over what was loaded before">
        <ErrorNote isStale requestId="8f2c4d1e-0000-4000-8000-000000000000" onRetry={nothing}>
          The graph could not be loaded again.
        </ErrorNote>
      </Story>
      <Story name="partial" title="Partial: data, and a part that failed">
        <ErrorNote isPartial requestId="8f2c4d1e-0000-4000-8000-000000000000" onRetry={nothing}>
          The latest runs could not be read.
        </ErrorNote>
      </Story>
      <Story name="offline" title="Offline, without a request id">
        <ErrorNote isStale onRetry={nothing}>
          The hub cannot be reached.
        </ErrorNote>
      </Story>
    </>
  );
}

const connectionStates = ['connecting', 'live', 'catching-up', 'delayed', 'offline', 'paused'] as const;
const statuses: readonly Status[] = ['completed', 'running', 'queued', 'late', 'failed', 'aborted', 'unknown'];
const controls = ['plain', 'primary', 'quiet'] as const;

/** Small parts in all their forms. */
export function PartStories(): React.ReactNode {
  return (
    <>
      {connectionStates.map((state) => (
        <Story key={state} name={`live-${state}`} title={`Live indicator: ${state}`}>
          <LiveIndicatorView facts={{ state, newestEventAt: null }} onPause={nothing} onResume={nothing} onRetry={nothing} />
        </Story>
      ))}
      <Controls />
      <Story name="glyphs" title="States of runs">
        {statuses.map((status) => (
          <span key={status} className={styles['item']}>
            <StatusGlyph status={status} /> {status}
          </span>
        ))}
      </Story>
      <Story name="names" title="Names from outside">
        <Name>refined.people</Name>
        <Name>{'x'.repeat(2_000)}</Name>
        <Name>{'<script>alert(1)</script>'}</Name>
        <Name>עברית.العربية</Name>
        <Name>👩‍👩‍👧‍👦.🏳️‍🌈</Name>
      </Story>
    </>
  );
}

function Controls(): React.ReactNode {
  return (
    <Story name="controls" title="Buttons, choices, chips">
      {controls.map((kind) => (
        <Button key={kind} kind={kind}>
          {kind}
        </Button>
      ))}
      <Button disabled>disabled</Button>
      <SegmentedControl
        label="View"
        value="graph"
        options={[
          { value: 'graph', label: 'Graph' },
          { value: 'table', label: 'Table' },
        ]}
        onChange={nothing}
      />
      <Chip onRemove={nothing} removeLabel="Show more than the tag pii">
        tag: pii
      </Chip>
      <Chip kind="traced">tracing email</Chip>
      <Chip kind="pii">PII</Chip>
    </Story>
  );
}
