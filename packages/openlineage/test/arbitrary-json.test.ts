import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { conformanceOf, errorMessageOf, nominalTimeOf, parentOf, parseEventTime, processingTypeOf, readEvent } from '../src/index.ts';

const names = fc.constantFrom('n', '', 'a\0', '\ud800', 5, null);
const facets = fc.dictionary(
  fc.constantFrom(
    'parent',
    'nominalTime',
    'errorMessage',
    'jobType',
    'schema',
    'columnLineage',
    'tags',
    '__proto__',
    'constructor',
    'x/~y',
  ),
  fc.oneof(
    fc.jsonValue(),
    fc.record({ run: fc.jsonValue(), job: fc.jsonValue(), fields: fc.jsonValue(), _producer: fc.jsonValue() }, { requiredKeys: [] }),
  ),
);
const thing = fc.oneof(
  fc.jsonValue(),
  fc.record({ namespace: names, name: names, runId: names, facets, inputFacets: facets }, { requiredKeys: [] }),
);
const things = fc.oneof(fc.jsonValue(), fc.array(thing, { maxLength: 3 }));

/** Shaped like an event often enough to get past the first check, and wrong in every part. */
const almostEvents = fc.oneof(
  fc.jsonValue(),
  fc.record(
    {
      eventType: fc.jsonValue(),
      eventTime: fc.jsonValue(),
      producer: fc.jsonValue(),
      run: thing,
      job: thing,
      dataset: thing,
      inputs: things,
      outputs: things,
    },
    { requiredKeys: [] },
  ),
);

/** A failing property prints its seed and path; give them here to repeat it. */
const runs = { numRuns: 300 };

test('no JSON makes the reader or the validator throw, and nothing unusable is read', () => {
  fc.assert(
    fc.property(almostEvents, (json) => {
      const before = JSON.stringify(json);
      const event = readEvent(json);
      const { issues, total } = conformanceOf(json);
      expect(total).toBeGreaterThanOrEqual(issues.length);
      expect(JSON.stringify(json)).toBe(before);
      if (event === null) return;
      for (const named of [event.job, event.dataset, ...event.inputs, ...event.outputs]) {
        if (named !== null) expect([named.namespace, named.name]).toEqual(['n', 'n']);
      }
      expect(event.job === null).toBe(event.kind === 'dataset');
      for (const read of [parentOf, nominalTimeOf, errorMessageOf]) read(event.runFacets);
      if (event.job !== null) processingTypeOf(event.job.facets);
    }),
    runs,
  );
});

test('an event is read by its names when they can be stored, and conforms just then', () => {
  const name = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), names);
  fc.assert(
    fc.property(fc.uuid(), name, name, (runId, namespace, jobName) => {
      const event = {
        eventTime: '2026-01-15T08:00:00Z',
        producer: 'a:b',
        schemaURL: 'a:b',
        run: { runId },
        job: { namespace, name: jobName },
      };
      const job = readEvent(event)?.job ?? null;
      expect(job !== null).toBe(conformanceOf(event).total === 0);
      if (job !== null) expect(job).toEqual({ namespace, name: jobName, facets: {} });
    }),
    runs,
  );
});

test('every time that JavaScript writes is read as it was', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true }),
      (time) => {
        expect(parseEventTime(time.toISOString())).toEqual({ time, assumedUtc: false });
      },
    ),
    runs,
  );
});

test('no text makes the time parser throw or read a time it cannot write again', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.stringMatching(/^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d(:[0-6]\d)?(\.\d{1,9})?(Z|[+-][0-2]\d:\d\d)?$/)),
      (text) => {
        const { time } = parseEventTime(text);
        if (time !== null) expect(time.toISOString()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      },
    ),
    runs,
  );
});
