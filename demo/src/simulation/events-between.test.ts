import { validateEvent } from '@hotpass/openlineage';
import { describe, expect, test } from '@jest/globals';

import { asRecord } from '../parse.ts';
import { schemaChange } from '../world/incidents.ts';
import { dayMs, hourMs } from '../world/model.ts';
import { eventsBetween } from './events-between.ts';
import type { DemoEvent, RunEvent, TimedEvent } from './events.ts';
import { simulationEnding, wholeHour } from './simulation.ts';

const end = Date.parse('2026-03-09T00:00:00Z');
const simulation = simulationEnding(7, end);
const week = eventsBetween(simulation, simulation.epoch, end);

function texts(events: readonly TimedEvent[]): string[] {
  return events.map(({ at, event }) => `${at} ${JSON.stringify(event)}`);
}

function isRunEvent(event: DemoEvent): event is RunEvent {
  return 'run' in event;
}

function runEventsById(events: readonly TimedEvent[]): Map<string, RunEvent[]> {
  return Map.groupBy(events.map(({ event }) => event).filter(isRunEvent), (event) => event.run.runId);
}

describe('a week of the demo world', () => {
  test('is the same for the same seed and end, and another for another seed', () => {
    expect(texts(eventsBetween(simulationEnding(7, end), simulation.epoch, end))).toEqual(texts(week));
    const other = eventsBetween(simulationEnding(8, end), simulation.epoch, end);
    const runIds = new Set(runEventsById(week).keys());
    expect([...runEventsById(other).keys()].filter((id) => runIds.has(id))).toEqual([]);
  });

  test('is valid OpenLineage, core and facets', () => {
    const issues = week.flatMap(({ event }) => validateEvent(structuredClone(event)));
    expect(issues).toEqual([]);
  });

  test('starts every run once and ends it once, with progress between', () => {
    for (const events of runEventsById(week).values()) {
      const types = events.map((event) => event.eventType);
      expect(types.join(' ')).toMatch(/^START( RUNNING)* (COMPLETE|FAIL|ABORT)$/);
      const times = events.map((event) => Date.parse(event.eventTime));
      expect(times).toEqual(times.toSorted((left, right) => left - right));
    }
  });

  test('starts children after their parents and ends parents after their children', () => {
    const runs = runEventsById(week);
    for (const events of runs.values()) {
      const parent = asRecord(events[0]?.run.facets['parent']?.['run']);
      if (parent === null) continue;
      const around = runs.get(String(parent['runId'])) ?? [];
      expect(String(around[0]?.eventTime) < String(events[0]?.eventTime)).toBe(true);
      expect(String(around.at(-1)?.eventTime) >= String(events.at(-1)?.eventTime)).toBe(true);
    }
  });

  test('has failures, one aborted load, one rerun and one run past its nominal end', () => {
    const runs = [...runEventsById(week).values()];
    const ended = (type: string): string[] =>
      runs.filter((events) => events.at(-1)?.eventType === type).map((events) => String(events[0]?.job.name));
    expect(ended('FAIL').toSorted()).toEqual([
      'collect_exports',
      'collect_exports',
      'collect_exports',
      'collect_exports.load_contacts',
      'collect_exports.load_contacts',
      'collect_exports.load_reachouts',
      'refine',
      'refine.dbt_build',
      'refinery.refined.schools.organisations.build.run',
    ]);
    expect(ended('ABORT')).toEqual(['collect_registers', 'collect_registers.load_catalogue']);
    const turns = (name: string): number => runs.filter((events) => events[0]?.job.name === name).length;
    expect(turns('collect_exports')).toBe(7 * 24);
    expect(turns('collect_registers')).toBe(7);
    expect(turns('refine')).toBe(7 + 1);
    const late = runs.filter((events) => {
      const nominalEnd = events[0]?.run.facets['nominalTime']?.['nominalEndTime'];
      return typeof nominalEnd === 'string' && String(events.at(-1)?.eventTime) > nominalEnd;
    });
    const lateDays = new Set(late.map((events) => events[0]?.eventTime.slice(0, 10)));
    expect([...lateDays].toSorted()).toEqual(['2026-03-05', '2026-03-07']);
    const schedule = late.filter((events) => events[0]?.eventTime.startsWith('2026-03-07'));
    expect(schedule.map((events) => events[0]?.job.name)).toContain('refine');
  });

  test('changes the schema of exactly one dataset, once', () => {
    const schemas = new Map<string, string[]>();
    for (const { event } of week) {
      const references = 'dataset' in event ? [event.dataset] : [...event.inputs, ...event.outputs];
      for (const { namespace, name, facets } of references) {
        const fields = facets?.['schema']?.['fields'];
        if (fields === undefined) continue;
        const seen = schemas.get(`${namespace} ${name}`) ?? [];
        const text = JSON.stringify(fields);
        if (seen.at(-1) !== text) seen.push(text);
        schemas.set(`${namespace} ${name}`, seen);
      }
    }
    expect([...schemas].filter(([, seen]) => seen.length > 1).map(([name, seen]) => [name, seen.length])).toEqual([
      [`${schemaChange.dataset.namespace} ${schemaChange.dataset.name}`, 2],
    ]);
  });

  test('comes out whole when told in pieces of any size', () => {
    for (const pieceMs of [11 * hourMs, 2 * dayMs, 19_234_567]) {
      const pieces: TimedEvent[] = [];
      for (let from = simulation.epoch; from < end; from += pieceMs) {
        pieces.push(...eventsBetween(simulation, from, Math.min(from + pieceMs, end)));
      }
      expect(texts(pieces)).toEqual(texts(week));
    }
  });

  test('goes on after the week with failures now and then', () => {
    const month = eventsBetween(simulation, end, end + 30 * dayMs);
    const terminal = month.map(({ event }) => event).filter(isRunEvent);
    const failed = terminal.filter((event) => event.eventType === 'FAIL').length;
    const completed = terminal.filter((event) => event.eventType === 'COMPLETE').length;
    expect(failed).toBeGreaterThan(20);
    expect(failed).toBeLessThan(completed / 10);
  });

  test('in fast motion takes its times from the clock it is given', () => {
    const speed = 240;
    const now = Date.parse('2026-03-09T12:00:00Z');
    const day = eventsBetween(simulation, end, end + dayMs, (simulated) => now + (simulated - end) / speed);
    expect(day.length).toBeGreaterThan(100);
    const times = day.map(({ event }) => Date.parse(event.eventTime));
    expect(Math.min(...times)).toBeGreaterThanOrEqual(now);
    expect(Math.max(...times)).toBeLessThanOrEqual(now + dayMs / speed);
  });
});

test('a history ends on a whole hour and begins at midnight a week before', () => {
  const now = Date.parse('2026-03-09T15:42:10Z');
  expect(new Date(wholeHour(now)).toISOString()).toBe('2026-03-09T15:00:00.000Z');
  expect(new Date(simulationEnding(1, wholeHour(now)).epoch).toISOString()).toBe('2026-03-02T00:00:00.000Z');
});
