import { setTimeout as delay } from 'node:timers/promises';
import { Child, temporaryDirectory } from '@hotpass/testkit';
import { ownPssMiB, pssMiB } from '../harness/cpu.ts';
import { startDurableHub } from '../harness/durable-hub.ts';
import type { BenchOptions } from '../harness/options.ts';
import type { Report } from '../harness/report.ts';

const playMs = 10_000;

/** What a hub with the demo in it holds, a minute after nobody sends any more. */
export async function runMemoryBench(report: Report, { rounds, quick }: BenchOptions): Promise<void> {
  const restMs = quick ? 5_000 : 60_000;
  const values: { hub: number; postgres: number }[] = [];
  for (let round = 0; round < (quick ? 1 : Math.min(rounds, 3)); round += 1) {
    await using hub = await startDurableHub(report);
    report.fact('memory before the demo', `${Math.round(ownPssMiB(hub.hub.pid) + pssMiB(hub.postgresPid))} MiB`);
    await loadDemo(hub.hub.url);
    await hub.hub.settle();
    await delay(restMs);
    values.push({ hub: ownPssMiB(hub.hub.pid), postgres: pssMiB(hub.postgresPid) });
    report.readLoad();
  }
  report.say(`The demo's history loaded, ${restMs / 1_000} s after it was stopped`);
  report.figure(
    'Node',
    'MiB',
    values.map(({ hub }) => hub),
    0,
  );
  report.figure(
    'PostgreSQL with all its processes',
    'MiB',
    values.map(({ postgres }) => postgres),
    0,
  );
  report.goal(
    'PSS of both together',
    values.map(({ hub, postgres }) => hub + postgres),
    { atMost: 400 },
    'MiB',
    0,
  );
}

/** The week and a few seconds of what follows it. */
async function loadDemo(url: string): Promise<void> {
  await using directory = await temporaryDirectory();
  await using demo = new Child({ program: 'demo/dist/main.js', args: ['--url', url], settings: { HOTPASS_DATA_DIR: directory.path } });
  await demo.says(/\/graphql/);
  await delay(playMs);
}
