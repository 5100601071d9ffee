import type { ConsumerStatus, Log } from '@hotpass/log';
import { meter } from './metrics.ts';

/** Shows on the metrics page where every consumer of this process stands. */
export function observeLog(log: Pick<Log, 'status' | 'subscribers'>): void {
  const gauges = meter('log');
  const perConsumer = (name: string, description: string, read: (status: ConsumerStatus) => number): void => {
    gauges.createObservableGauge(name, { description }).addCallback((result) => {
      for (const status of log.status()) result.observe(read(status), { consumer: status.name });
    });
  };
  perConsumer('hotpass_log_consumer_position', 'Position of the log that the consumer has passed.', ({ position }) => position);
  perConsumer('hotpass_log_consumer_lag_entries', 'Entries of the log that the consumer has not passed yet.', ({ lag }) => lag);
  perConsumer('hotpass_log_consumer_running', 'Whether the consumer runs here (1) or stands by, is paused or stopped (0).', ({ state }) =>
    state === 'running' ? 1 : 0,
  );
  perConsumer('hotpass_log_quarantined_entries', 'Entries of the consumer in quarantine.', ({ quarantined }) => quarantined);
  gauges
    .createObservableGauge('hotpass_log_feed_subscribers', { description: 'Readers of the feed of this process.' })
    .addCallback((result) => result.observe(log.subscribers()));
}
