import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { UsageError } from '../options.ts';
import { readEvents } from './read-events.ts';

test('a file of 200,000 events is read whole, files in their order', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'hotpass-demo-'));
  const many = join(directory, 'many.ndjson');
  const one = join(directory, 'one.json');
  await writeFile(many, '{"a":1}\n'.repeat(200_000));
  await writeFile(one, '{"b":2}');
  const events = await readEvents([many, one]);
  expect(events).toHaveLength(200_001);
  await rm(directory, { recursive: true });
});

test('a file that is not there is a sentence', async () => {
  await expect(readEvents(['/nowhere/events.json'])).rejects.toBeInstanceOf(UsageError);
});
