import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { fixtures } from '@hotpass/testkit';

import { readEvent, validateEvent } from '../src/index.ts';
import { readSamples } from './samples.ts';

const core = 'https://openlineage.io/spec/2-0-2/OpenLineage.json';

/** What our reader asks beyond the schemas is told, and is no fault under them. */
const beyondSchemas = new Set(['identity']);

/** Real events that break the core schema, and how often. */
const brokenCore = new Map([
  ['scenarios/simple_run_event/events/simple_run_event.json', 2],
  ['edge-cases/marquez/event_required_no_timezone.json', 1],
  ['edge-cases/marquez/event_without_schema_url.json', 1],
  ['edge-cases/data-rentgen/events_airflow.jsonl 2', 2],
  ['edge-cases/data-rentgen/events_airflow.jsonl 3', 2],
]);

/** Real events that break the schema of a facet only. */
const brokenFacets = new Map([
  ['scenarios/CLL/events/3.json', 1],
  ['scenarios/CLL/events/4.json', 1],
  ['scenarios/CLL/events/5.json', 3],
  ['scenarios/CLL/events/6.json', 3],
  ['scenarios/CLL/events/7.json', 3],
  ['scenarios/CLL/events/8.json', 3],
  ['edge-cases/marquez/event_additional_facet.json', 3],
  ['edge-cases/marquez/event_large.json', 2],
]);

function countIssues(event: unknown): { core: number; facets: number } {
  const issues = validateEvent(event).filter((issue) => !beyondSchemas.has(issue.rule));
  const coreIssues = issues.filter((issue) => issue.schema === core).length;
  return { core: coreIssues, facets: issues.length - coreIssues };
}

const folder = fixtures();

if (folder === null) {
  // oxlint-disable-next-line jest/no-disabled-tests -- the folder is not part of the project; the name says why
  test.skip('real events are validated as known (HOTPASS_FIXTURES names no folder)', () => {});
} else {
  describe('real events', () => {
    const samples = ['marquez-demo.json', 'scenarios', 'edge-cases', 'spec-tests/example_full_event.json'].flatMap(readSamples);

    test('are all there', () => {
      expect(samples).toHaveLength(26 + 50 + 25 + 1);
    });

    test.each(samples)('$name is read and breaks what it is known to break', ({ name, event }) => {
      const apples = name.startsWith('edge-cases/marquez-apples/') ? 1 : 0;
      expect(countIssues(event)).toEqual({ core: brokenCore.get(name) ?? apples, facets: brokenFacets.get(name) ?? 0 });
      expect(readEvent(event)).not.toBeNull();
    });
  });

  describe('facet samples of the specification are valid in the place of their facet', () => {
    const samples = readSamples('spec-tests').filter((sample) => sample.file.split('/').length === 3);

    test.each(samples)('$name', ({ file, event }) => {
      const facet = file.split('/')[1] ?? '';
      expect(countIssues(eventWithFacets(facet, event))).toEqual({ core: 0, facets: 0 });
    });
  });

  describe('invalid events', () => {
    const invalid = join(folder, 'openlineage/invalid');
    const index: { file: string; parses: boolean; coreValid?: boolean; facetValid?: boolean }[] = JSON.parse(
      readFileSync(join(invalid, 'index.json'), 'utf8'),
    );

    test.each(index.filter((entry) => entry.parses))('$file', ({ file, coreValid, facetValid }) => {
      const event: unknown = JSON.parse(readFileSync(join(invalid, file), 'utf8'));
      const issues = countIssues(event);
      expect({ coreValid: issues.core === 0, facetValid: issues.facets === 0 }).toEqual({ coreValid, facetValid });
      expect(() => readEvent(event)).not.toThrow();
    });
  });
}

/** A run event that carries the facets where the schema of that name says they stand. */
function eventWithFacets(facetName: string, facets: unknown): unknown {
  const stands = (suffix: RegExp): unknown => (suffix.test(facetName) ? facets : {});
  return {
    eventTime: '2026-01-15T08:00:00Z',
    producer: 'https://example.org/p',
    schemaURL: core,
    run: { runId: '019bc0de-0000-7000-8000-000000000001', facets: stands(/RunFacet$/) },
    job: { namespace: 'n', name: 'j', facets: stands(/JobFacet$|^LineageFacet$/) },
    inputs: [
      {
        namespace: 'n',
        name: 'in',
        facets: stands(/(?<!Input|Output|BaseSubset|Assertions)DatasetFacet$/),
        inputFacets: stands(/InputDatasetFacet$|^BaseSubset|^DataQualityAssertions/),
      },
    ],
  };
}
