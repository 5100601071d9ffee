import { Trans } from '@lingui/react/macro';
import { CopyButton } from '../../ui/CopyButton.tsx';
import styles from './Start.module.css';

/** What to do with a hub that has been told nothing: three ways to fill it, each with its command. */
export function FirstSteps(): React.ReactNode {
  return (
    <ol className={styles['steps']}>
      <Step command="npm run demo">
        <Trans>
          <b>Look around in a demo world.</b> A week of a data refinery, and it goes on working. Stop this hub first, or give the demo
          another port.
        </Trans>
      </Step>
      <Step command={curlCommand(location.origin)}>
        <Trans>
          <b>Send one event.</b> It makes a job that reads one dataset and writes another.
        </Trans>
      </Step>
      <Step command={`OPENLINEAGE_URL=${location.origin} dbt-ol run`}>
        <Trans>
          <b>Connect a pipeline.</b> dbt, Airflow, Spark and whatever else speaks OpenLineage: give it the address of this hub.
        </Trans>
      </Step>
    </ol>
  );
}

function Step({ command, children }: { readonly command: string; readonly children: React.ReactNode }): React.ReactNode {
  return (
    <li>
      <p>{children}</p>
      <div className={styles['command']}>
        {/* Long commands scroll in their box, which keys have to reach. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <pre className="mono" tabIndex={0}>
          {command}
        </pre>
        <CopyButton text={command}>
          <Trans>Copy</Trans>
        </CopyButton>
      </div>
    </li>
  );
}

/** An event of a run that ended just now. */
function curlCommand(origin: string): string {
  const event = {
    eventType: 'COMPLETE',
    eventTime: new Date().toISOString(),
    producer: 'https://example.org/first-event',
    schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
    run: { runId: crypto.randomUUID() },
    job: { namespace: 'example', name: 'first-job' },
    inputs: [{ namespace: 'example', name: 'raw' }],
    outputs: [{ namespace: 'example', name: 'refined' }],
  };
  return `curl -i ${origin}/api/v1/lineage -H 'content-type: application/json' -d '${JSON.stringify(event, null, 2)}'`;
}
