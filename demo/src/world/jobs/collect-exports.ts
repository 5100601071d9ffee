import { transformed } from '../column-sources.ts';
import { rawContacts, rawReachouts } from '../datasets/raw.ts';
import { stagingContacts, stagingReachouts } from '../datasets/staging.ts';
import { airflowDag, airflowTask } from './engines.ts';

const owner = 'team:import-desk';

export const collectExports = airflowDag('collect_exports', {
  documentation: 'Every hour: what the import desk dropped goes to staging.',
  owner,
  sourcePath: 'dags/collect_exports.py',
  minutes: [0.2, 0.6],
});

export const loadContacts = airflowTask('collect_exports.load_contacts', {
  documentation: 'Reads the contacts export, drops repeated headers, cleans addresses and numbers.',
  owner,
  sourcePath: 'dags/collect_exports.py',
  minutes: [16, 28],
  inputs: [rawContacts],
  outputs: [
    {
      dataset: stagingContacts,
      columns: {
        organisation_name: [transformed(rawContacts, 'Organisation', 'trimmed, one space between words')],
        person_name: [transformed(rawContacts, 'Contact person')],
        email: [transformed(rawContacts, 'E-mail', 'lower case; null where it cannot be an address')],
        phone: [transformed(rawContacts, 'Telephone', 'E.164')],
        city: [transformed(rawContacts, 'City')],
        province: [transformed(rawContacts, 'Province', 'one of nine names')],
        captured_on: [transformed(rawContacts, 'Captured on', 'ISO date, day first when in doubt')],
      },
    },
  ],
});

export const loadReachouts = airflowTask('collect_exports.load_reachouts', {
  documentation: 'Reads the reach-out list and brings its columns to the names of staging.',
  owner,
  sourcePath: 'dags/collect_exports.py',
  minutes: [8, 18],
  inputs: [rawReachouts],
  outputs: [
    {
      dataset: stagingReachouts,
      columns: {
        organisation_name: [transformed(rawReachouts, 'school')],
        person_name: [transformed(rawReachouts, 'contact')],
        email: [transformed(rawReachouts, 'mail', 'lower case')],
        phone: [transformed(rawReachouts, 'cell', 'E.164')],
        province: [transformed(rawReachouts, 'prov', 'one of nine names')],
        last_contacted: [transformed(rawReachouts, 'last_contacted', 'ISO date')],
        outcome: [transformed(rawReachouts, 'outcome', 'one of five words')],
      },
    },
  ],
});

/** Declared by its owners, never run yet: the hub knows it from a JobEvent alone. */
export const eraseExpiredContacts = airflowTask('erase_expired.erase_contacts', {
  documentation: 'Erases contacts whose retention has ended. Planned; goes live with the next release.',
  owner: 'team:privacy',
  sourcePath: 'dags/erase_expired.py',
  minutes: [1, 2],
  inputs: [stagingReachouts],
  outputs: [{ dataset: stagingContacts, columns: {} }],
});
