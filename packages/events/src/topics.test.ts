import { expect, test } from '@jest/globals';
import { lineageEntryTypes } from './lineage.ts';
import { openLineageEntryTypes } from './openlineage.ts';
import { quarantineReplayed } from './quarantine.ts';
import { isOfTopic } from './topics.ts';

test.each([...Object.values(openLineageEntryTypes), quarantineReplayed])('%s belongs to the topic openlineage', (type) => {
  expect(isOfTopic('openlineage', type)).toBe(true);
});

test.each(Object.values(lineageEntryTypes))('%s belongs to the topic lineage', (type) => {
  expect(isOfTopic('lineage', type)).toBe(true);
});

test.each([...Object.values(openLineageEntryTypes), ...Object.values(lineageEntryTypes), quarantineReplayed])(
  '%s belongs to the topic graph',
  (type) => {
    expect(isOfTopic('graph', type)).toBe(true);
  },
);

test.each([
  ['graph', 'contracts.contract.published'],
  ['lineage', 'openlineage.run_event'],
  ['openlineage', 'lineage.dataset.tagged'],
  ['openlineage', 'contracts.contract.published'],
  ['openlineage', 'openlineage'],
  ['unheard-of', 'openlineage.run_event'],
  ['toString', 'openlineage.run_event'],
])('topic %s has no entry of type %s', (topic, type) => {
  expect(isOfTopic(topic, type)).toBe(false);
});
