import type { ConsumerStatus, Log } from '@hotpass/log';
import { meter } from './meter.ts';

type Observed = Pick<Log, 'status' | 'subscribers' | 'connections'>;

/** Shows on the metrics page where every consumer of this process stands, and what the log needs of the database. */
export function observeLog(log: Observed): void {
  observeConsumers(log);
  const gauges = meter('log');
  gauges
    .createObservableGauge('hotpass_log_feed_subscribers', { description: 'Readers of the feed of this process.' })
    .addCallback((result) => result.observe(log.subscribers()));
  gauges
    .createObservableGauge('hotpass_database_connections', { description: 'Connections of the pool to the database, by state.' })
    .addCallback((result) => {
      const { total, idle } = log.connections();
      result.observe(idle, { state: 'idle' });
      result.observe(total - idle, { state: 'used' });
    });
  gauges
    .createObservableGauge('hotpass_database_connections_limit', { description: 'Connections the pool may open.' })
    .addCallback((result) => result.observe(log.connections().maximum));
  gauges
    .createObservableGauge('hotpass_database_waiting_requests', { description: 'Requests that wait for a connection of the pool.' })
    .addCallback((result) => result.observe(log.connections().waiting));
}

function observeConsumers(log: Observed): void {
  const gauges = meter('log');
  const perConsumer = (name: string, description: string, read: (status: ConsumerStatus) => number | null, unit?: string): void => {
    gauges.createObservableGauge(name, { description, ...(unit === undefined ? {} : { unit }) }).addCallback((result) => {
      for (const status of log.status()) {
        const value = read(status);
        if (value !== null) result.observe(value, { consumer: status.name });
      }
    });
  };
  perConsumer('hotpass_log_consumer_position', 'Position of the log that the consumer has passed.', ({ position }) => position);
  perConsumer('hotpass_log_consumer_lag_entries', 'Entries of the log that the consumer has not passed yet.', ({ lag }) => lag);
  perConsumer(
    'hotpass_log_consumer_lag_seconds',
    'Age of the oldest entry that the consumer has not passed yet; 0 when it has passed all.',
    ({ lagMs }) => lagMs && lagMs / 1_000,
    'seconds',
  );
  perConsumer('hotpass_log_consumer_running', 'Whether the consumer runs here (1) or stands by, is paused or stopped (0).', ({ state }) =>
    state === 'running' ? 1 : 0,
  );
  perConsumer('hotpass_log_quarantined_entries', 'Entries of the consumer in quarantine.', ({ quarantined }) => quarantined);
}
