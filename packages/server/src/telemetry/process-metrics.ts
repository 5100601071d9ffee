import { monitorEventLoopDelay } from 'node:perf_hooks';
import { meter } from './meter.ts';

const resolutionMs = 20;
const nanosecondsPerSecond = 1e9;

/** Shows what the process itself needs, and how long its event loop keeps others waiting. */
export function observeProcess(): Disposable {
  const process = meter('process');
  const delays = monitorEventLoopDelay({ resolution: resolutionMs });
  delays.enable();
  process
    .createObservableGauge('hotpass_event_loop_delay_seconds', {
      description: 'How late timers ran since the page was asked for last, by percentile.',
      unit: 'seconds',
    })
    .addCallback((result) => {
      for (const percentile of [50, 99, 100]) result.observe(lateness(delays.percentile(percentile)), { percentile: String(percentile) });
      delays.reset();
    });
  process
    .createObservableGauge('process_resident_memory_bytes', { description: 'Memory of the process in RAM.', unit: 'bytes' })
    .addCallback((result) => result.observe(memory().rss));
  process
    .createObservableGauge('nodejs_heap_size_used_bytes', { description: 'Heap of JavaScript that is in use.', unit: 'bytes' })
    .addCallback((result) => result.observe(memory().heapUsed));
  process
    .createObservableCounter('process_cpu_seconds_total', { description: 'CPU time of the process, user and system.', unit: 'seconds' })
    .addCallback((result) => result.observe(cpuSeconds()));
  return { [Symbol.dispose]: () => delays.disable() };
}

/** The histogram has what lies between two samples, which is the resolution when nothing is late. */
function lateness(nanoseconds: number): number {
  return Math.max(0, nanoseconds / nanosecondsPerSecond - resolutionMs / 1_000);
}

function memory(): NodeJS.MemoryUsage {
  return globalThis.process.memoryUsage();
}

function cpuSeconds(): number {
  const { user, system } = globalThis.process.cpuUsage();
  return (user + system) / 1e6;
}
