import { i18n } from '@lingui/core';
import { beforeAll, expect, test } from '@jest/globals';
import { blastMessage, type BlastRadius } from './blast-message.ts';

beforeAll(() => {
  i18n.loadAndActivate({ locale: 'en', messages: {} });
});

const failure: BlastRadius = {
  __typename: 'UnexplainedFailure',
  kind: 'FAILED',
  at: '2026-11-25T20:20:16.684Z',
  run: {
    __typename: 'Run',
    id: 'run_1',
    state: 'FAILED',
    startedAt: '2026-11-25T20:05:21.788Z',
    job: { __typename: 'Job', id: 'job_1', name: 'load_contacts' },
    error: { __typename: 'RunError', message: 'server closed\nthe connection' },
    failure: { __typename: 'RunFailure', afterMs: 894_896, step: null, error: null },
  },
  lastSuccess: { __typename: 'Run', id: 'run_0', endedAt: '2026-11-25T19:30:58.165Z' },
  consequences: { __typename: 'FailureConsequenceConnection', totalCount: 1 },
  affectedDatasets: {
    __typename: 'AffectedDatasetConnection',
    totalCount: 3,
    nodes: [
      { __typename: 'Dataset', id: 'ds_1', name: 'staging.contacts', owners: [{ __typename: 'Owner', name: 'team:crm', type: null }] },
    ],
  },
  affectedJobs: {
    __typename: 'AffectedJobConnection',
    totalCount: 1,
    nodes: [{ __typename: 'Job', id: 'job_1', name: 'load_contacts', owners: [] }],
  },
};

test('the message says what failed, in its words, what that touches, whose it is, with links', () => {
  expect(blastMessage({ failure }, 'http://hub:4000'))
    .toBe(`load_contacts failed at 2026-11-25T20:20:16.684Z, after 14 m 55 s. 1 other run failed because of it.
> server closed
> the connection
http://hub:4000/runs/run_1
Last good run ended 2026-11-25T19:30:58.165Z.

Datasets affected: 3
- staging.contacts (team:crm) http://hub:4000/lineage/ds_1
- and 2 more

Jobs affected: 1
- load_contacts http://hub:4000/lineage/job_1
`);
});

test('a message that may lack something says so', () => {
  expect(blastMessage({ failure, isCut: true }, '')).toMatch(
    /\n\nMore went wrong in this time than was looked at: there may be more that followed\.\n$/,
  );
});

test('a message of a partial answer says so', () => {
  expect(blastMessage({ failure, isPartial: true }, '')).toMatch(/\n\nThe hub could not tell all of this: something may be missing\.\n$/);
});

test('a late run without an error, and names that hold lines, make one message as well', () => {
  const run = { ...failure.run!, error: null, failure: null };
  const nodes = [{ ...failure.affectedJobs.nodes[0]!, name: 'a\n- b' }];
  const text = blastMessage(
    { failure: { ...failure, kind: 'LATE', run, lastSuccess: null, affectedJobs: { ...failure.affectedJobs, nodes } } },
    '',
  );
  expect(text).toContain('load_contacts is late since 2026-11-25T20:20:16.684Z.');
  expect(text).toContain('No good run before it is known.');
  expect(text).toContain('- a - b /lineage/job_1');
});
