import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { eventFiles, fixtures, testWithFixtures } from '@hotpass/testkit';
import { startIngestServer } from './ingest-server.ts';

const openLineage = join(fixtures() ?? '', 'openlineage');
const onRealEvents = (name: string, run: () => Promise<void>): void => testWithFixtures(test, name, run);

/** The events of a file, each as its text. */
function events(file: string): string[] {
  const text = readFileSync(join(openLineage, file), 'utf8');
  return file.endsWith('.jsonl') ? text.split('\n').filter((line) => line.trim() !== '') : [text];
}

onRealEvents('every event that real producers sent is taken in', async () => {
  await using server = await startIngestServer();
  const texts = [...eventFiles('scenarios'), ...eventFiles('edge-cases')].flatMap(events);
  expect(texts.length).toBeGreaterThan(60);
  for (const text of texts) {
    const { status } = await server.post('/api/v1/lineage', text);
    // Four events of one scenario are byte for byte those of another.
    expect([200, 201]).toContain(status);
  }
  expect(await server.post('/api/v1/lineage/batch', readFileSync(join(openLineage, 'marquez-demo.json')))).toMatchObject({ status: 204 });
  await server.log.settle();
  expect(server.entries.length).toBe(new Set(texts).size + 26);
  for (const consumer of ['lineage.openlineage', 'lineage.conformance']) expect(await server.log.quarantine(consumer)).toEqual([]);
});

interface InvalidEvent {
  readonly file: string;
  readonly level: 'parse' | 'core' | 'facet' | 'hostile';
  readonly coreValid?: boolean;
  readonly facetValid?: boolean;
}

/** What cannot be stored, and the pointer that says why. Everything else of the folder is stored and reported. */
const refused: Readonly<Record<string, string>> = {
  'core_missing_event_time.json': '/eventTime',
  'core_missing_job_namespace.json': '/job/namespace',
  'core_root_array.json': '',
  'core_root_string.json': '',
  'hostile_empty_names.json': '/job/namespace',
  'hostile_lone_surrogate.json': '/outputs/0/name',
  'hostile_nul_in_name.json': '',
  'parse_invalid_utf8.json.bad': '',
  'parse_nan.json.bad': '',
  'parse_truncated.json.bad': '',
};

onRealEvents('invalid events are refused with a pointer, or stored with a report that names what is wrong', async () => {
  await using server = await startIngestServer({ clock: { now: () => new Date('2026-08-01T00:00:00Z') } });
  const folder = join(openLineage, 'invalid');
  const index: InvalidEvent[] = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'));
  for (const { file, level, coreValid, facetValid } of index) {
    const { status, body } = await server.post('/api/v1/lineage', readFileSync(join(folder, file)));
    const pointer = refused[file];
    if (pointer === undefined) {
      expect({ file, status, conforms: body.conformance?.conforms }).toEqual({
        file,
        status: 201,
        conforms: coreValid === true && facetValid === true,
      });
    } else {
      expect({ file, status, pointer: body.error?.issues?.[0]?.pointer }).toEqual({ file, status: 400, pointer });
      expect(level).not.toBe('facet');
    }
  }
  await server.log.settle();
  expect(server.entries).toHaveLength(index.length - Object.keys(refused).length);
});
