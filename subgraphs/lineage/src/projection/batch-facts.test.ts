import { expect, test } from '@jest/globals';
import { datasetId, jobId, runId } from '@hotpass/kernel';
import { datasets, entryOf, minute, runIdOf } from '../../test/projection/events.ts';
import { readBatch, runKey } from './batch-facts.ts';

const job = { namespace: 'pipelines', name: 'load' };
const id = jobId('pipelines', 'load');
const run = { job: id, run: runId(runIdOf(1)) };
const start = { eventType: 'START', eventTime: minute(1), run: { runId: runIdOf(1) }, job, inputs: datasets('a'), outputs: [] };
const complete = { eventType: 'COMPLETE', eventTime: minute(5), run: { runId: runIdOf(1) }, job, inputs: [], outputs: datasets('b') };

test('the events of a run are one shape, whatever their order', () => {
  for (const events of [
    [start, complete],
    [complete, start, complete],
  ]) {
    const facts = readBatch(events.map((event, i) => entryOf(event, i + 1)));
    expect(facts.runs.get(runKey(run))).toMatchObject({
      startedAt: Date.parse(minute(1)),
      end: { at: Date.parse(minute(5)), outcome: 'COMPLETE' },
      inputs: { members: [datasetId('db', 'a')] },
      outputs: { members: [datasetId('db', 'b')] },
    });
    expect([...facts.nodes.keys()].toSorted()).toEqual([datasetId('db', 'a'), datasetId('db', 'b'), id].toSorted());
    expect(facts.positions.get(id)).toBe(events.length);
  }
});

test('JobEvents of one instant add up, and a DatasetEvent makes its dataset', () => {
  const declared = (name: string) => ({ eventTime: minute(2), job, inputs: datasets(name), outputs: [] });
  const facts = readBatch(
    [declared('a'), declared('b'), { eventTime: minute(3), dataset: { namespace: 'db', name: 'alone' } }].map((event, i) =>
      entryOf(event, i + 1),
    ),
  );
  expect([...facts.declarations.values()].map((d) => d.inputs.members)).toEqual([[datasetId('db', 'a'), datasetId('db', 'b')].toSorted()]);
  expect(facts.nodes.has(datasetId('db', 'alone'))).toBe(true);
  expect(facts.runs.size).toBe(0);
});

test('an entry that ingest decided not to project says nothing', () => {
  expect(readBatch([entryOf(start, 1, { project: false, flags: ['CLOCK_SUSPECT'] })]).nodes.size).toBe(0);
  expect(readBatch([entryOf(start, 1, { project: true, flags: [] })]).nodes.size).toBe(2);
});

test('what is no event says nothing, and a body that is no JSON is refused', () => {
  expect(readBatch([entryOf([start], 1), entryOf({ eventTime: minute(1) }, 2)]).nodes.size).toBe(0);
  const broken = { ...entryOf(start, 1), json: () => JSON.parse('{') };
  expect(() => readBatch([broken])).toThrow(SyntaxError);
});
