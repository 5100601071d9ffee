import { setTimeout as delay } from 'node:timers/promises';
import { aRunEvent, startTestBrowser, startTestHub, type TestBrowser, type TestHub } from '@hotpass/testkit';
import type { BenchOptions } from '../harness/options.ts';
import { ratios, type Report } from '../harness/report.ts';
import { elementCount, jobLabels, panned } from './in-page.ts';
import { openGraph, type OpenGraph } from './open-graph.ts';
import { plantTree, postAll, runIdOf, type TreeOfRuns } from './tree-of-runs.ts';

const eventsPerSecond = 200;
const batchMs = 100;

/** The web app over a real hub in a real browser: panning, opening, and standing under a burst of events. */
export async function runWebBench(report: Report, { quick, rounds, seconds }: BenchOptions): Promise<void> {
  await using hub = await startTestHub({ durable: true });
  await using browser = await startTestBrowser();
  const small = await plantTree(hub, 'small', 31);
  const middle = await plantTree(hub, 'middle', 301);
  const large = await plantTree(hub, 'large', 1_001);
  for (const { size } of [small, middle, large]) report.say(`${size} vertices`);
  await measurePanning(report, browser, hub, { small, middle }, rounds, quick ? 1_000 : 3_000);
  await measureOpening(report, browser, hub, large, rounds);
  await measureBurst(report, browser, hub, middle, seconds);
}

/** 300 vertices with columns against 30: how many frames a second are left. */
async function measurePanning(
  report: Report,
  browser: TestBrowser,
  hub: TestHub,
  { small, middle }: { readonly small: TreeOfRuns; readonly middle: TreeOfRuns },
  rounds: number,
  ms: number,
): Promise<void> {
  const frames = { small: [] as number[], middle: [] as number[] };
  const paints: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, tree] of [['small', small] as const, ['middle', middle] as const]) {
      await using graph = await openGraph(browser, hub, tree, true);
      await graph.page.evaluate(panned(300));
      frames[name].push(Number(await graph.page.evaluate(panned(ms))));
      if (name === 'middle') paints.push(graph.firstPaintMs);
    }
    report.readLoad();
  }
  report.figure('frames a second, 30 vertices', '1/s', frames.small, 1);
  report.figure('frames a second, 300 vertices', '1/s', frames.middle, 1);
  report.goal('panning 300 vertices with columns against 30', ratios(frames.middle, frames.small), { atLeast: 0.9 });
  report.goal('first paint of 300 vertices after their data', paints, { atMost: 400 }, 'ms', 0);
}

/** 1,000 vertices: how long they take to be there, and how many elements they are. */
async function measureOpening(report: Report, browser: TestBrowser, hub: TestHub, tree: TreeOfRuns, rounds: number): Promise<void> {
  const paints: number[] = [];
  const opening: number[] = [];
  const most: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await using graph = await openGraph(browser, hub, tree, false);
    paints.push(graph.firstPaintMs);
    opening.push(Number(await graph.page.evaluate(elementCount)));
    most.push(await elementsAtAnyZoom(graph));
    report.readLoad();
  }
  report.goal('1,000 vertices drawn after their data', paints, { atMost: 700 }, 'ms', 0);
  report.goal('elements of the page as 1,000 vertices open', opening, { atMost: 1_500 }, 'elements', 0);
  report.goal('most elements at any zoom', most, { atMost: 2_500 }, 'elements', 0);
}

async function elementsAtAnyZoom({ page }: OpenGraph): Promise<number> {
  let most = 0;
  await page.locator('.react-flow').click({ position: { x: 40, y: 60 } });
  for (const step of ['0', '-', '-', '-', '+', '+', '+', '+', '+', '+']) {
    await page.keyboard.press(step);
    await delay(400);
    most = Math.max(most, Number(await page.evaluate(elementCount)));
  }
  return most;
}

/** 200 events a second for as long as asked: how busy the page is, and whether it ends where the log does. */
async function measureBurst(report: Report, browser: TestBrowser, hub: TestHub, tree: TreeOfRuns, seconds: number): Promise<void> {
  await using graph = await openGraph(browser, hub, tree, false);
  const session = await graph.page.context().newCDPSession(graph.page);
  await session.send('Performance.enable');
  const taskSeconds = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
  };
  const [before, from] = [await taskSeconds(), performance.now()];
  const sent = await burst(hub, tree, seconds);
  await hub.settle();
  await delay(2_000);
  const busy = (await taskSeconds()) - before;
  report.figure('events sent', '', [sent], 0);
  report.goal('main thread busy under 200 events a second', [(1_000 * busy) / (performance.now() - from)], { atMost: 0.3 });
  const wrong = await wrongJobs(graph);
  report.goal('jobs in sight that do not show their last state', [wrong.length], { atMost: 0 }, 'jobs', 0);
  if (wrong.length > 0) report.say(`  ${wrong.slice(0, 3).join('\n  ')}`);
}

/** Runs begin and end turn by turn; the last of a job with an odd number fails, that of the others completes. */
async function burst(hub: TestHub, { jobs }: TreeOfRuns, seconds: number): Promise<number> {
  const from = performance.now();
  const size = (eventsPerSecond * batchMs) / 1_000;
  let sent = 0;
  for (let at = 0; at < (seconds * 1_000) / batchMs; at += 1) {
    await postAll(
      hub,
      Array.from({ length: size }, (_, n) => turnEvent(jobs, sent + n)),
    );
    sent += size;
    await delay(Math.max(0, from + (at + 1) * batchMs - performance.now()));
  }
  await postAll(
    hub,
    jobs.slice(0, 100).map((_, n) => endEvent(jobs, n)),
  );
  await postAll(
    hub,
    jobs.slice(100).map((_, n) => endEvent(jobs, n + 100)),
  );
  return sent + jobs.length;
}

function turnEvent(jobs: readonly string[], n: number): object {
  const job = jobs[Math.floor(n / 2) % jobs.length]!;
  const turn = 1 + Math.floor(n / 2 / jobs.length);
  return aRunEvent({
    eventType: n % 2 === 0 ? 'START' : 'COMPLETE',
    run: { runId: runIdOf(job, turn) },
    job: { namespace: 'bench', name: job },
    inputs: [],
    outputs: [],
  });
}

function endEvent(jobs: readonly string[], n: number): object {
  const job = jobs[n]!;
  return aRunEvent({
    eventType: fails(n) ? 'FAIL' : 'COMPLETE',
    run: { runId: runIdOf(job, 1_000_000) },
    job: { namespace: 'bench', name: job },
    inputs: [],
    outputs: [],
  });
}

function fails(n: number): boolean {
  return n % 2 === 1;
}

/** Labels of jobs in sight that do not say what the last event of their job did. */
async function wrongJobs({ page }: OpenGraph): Promise<readonly string[]> {
  const labels = (await page.evaluate(jobLabels)) as readonly string[];
  if (labels.length === 0) throw new Error('No job is in sight.');
  return labels.filter((label) => {
    const number = /\.j(\d+)/.exec(label)?.[1];
    return number !== undefined && fails(Number(number)) !== /failed/i.test(label);
  });
}
