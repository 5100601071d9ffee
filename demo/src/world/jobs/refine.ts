import { aggregated, filteredBy, groupedBy, identity, transformed } from '../column-sources.ts';
import { publishedDirectory, schoolDirectory } from '../datasets/refined.ts';
import {
  candidatePairs,
  clusters,
  stagingContacts,
  stagingReachouts,
  stagingRegisterEntries,
  stagingSchools,
} from '../datasets/staging.ts';
import type { ColumnSource } from '../model.ts';
import { airflowDag, airflowTask, sparkWrite } from './engines.ts';

const sources = [stagingContacts, stagingReachouts, stagingRegisterEntries, stagingSchools];

function nameOfEverySource(description: string): ColumnSource[] {
  return sources.map((dataset) => transformed(dataset, 'organisation_name', description));
}

export const refine = airflowDag('refine', {
  documentation: 'Every morning after the registers: match, build refined tables and marts, publish.',
  owner: 'team:refinery',
  sourcePath: 'dags/refine.py',
  minutes: [0.2, 0.6],
});

export const pairCandidates = sparkWrite('match_organisations', {
  documentation: 'Compares names of every two sources and scores the pairs.',
  owner: 'team:matching',
  sourcePath: 'spark/match_organisations.py',
  minutes: [10, 16],
  inputs: sources,
  output: {
    dataset: candidatePairs,
    columns: {
      left_name: nameOfEverySource('folded for comparison'),
      right_name: nameOfEverySource('folded for comparison'),
      score: nameOfEverySource('Jaro-Winkler similarity'),
    },
    rowsFrom: [filteredBy(stagingContacts, 'province'), filteredBy(stagingSchools, 'province')],
  },
});

export const clusterPairs = sparkWrite('match_organisations', {
  documentation: 'Connected components of the pairs above the threshold.',
  owner: 'team:matching',
  sourcePath: 'spark/match_organisations.py',
  minutes: [5, 9],
  inputs: [candidatePairs],
  output: {
    dataset: clusters,
    columns: {
      cluster_id: [transformed(candidatePairs, 'left_name'), transformed(candidatePairs, 'right_name')],
      source: [identity(candidatePairs, 'left_source'), identity(candidatePairs, 'right_source')],
      source_name: [identity(candidatePairs, 'left_name'), identity(candidatePairs, 'right_name')],
      confidence: [aggregated(candidatePairs, 'score', 'lowest score within the cluster')],
    },
    rowsFrom: [filteredBy(candidatePairs, 'score'), groupedBy(candidatePairs, 'left_name')],
  },
});

export const dbtBuild = airflowTask('refine.dbt_build', {
  documentation: 'Runs dbt build over refined tables and marts.',
  owner: 'team:refinery',
  sourcePath: 'dags/refine.py',
  minutes: [0.5, 1],
});

export const publishDirectory = airflowTask('refine.publish_directory', {
  documentation: 'Writes the directory to the partners’ bucket.',
  owner: 'team:analysts',
  sourcePath: 'dags/refine.py',
  minutes: [1, 3],
  inputs: [schoolDirectory],
  outputs: [
    {
      dataset: publishedDirectory,
      columns: Object.fromEntries(
        Object.keys(publishedDirectory.columns).map((column) => [column, [transformed(schoolDirectory, column, 'text')]]),
      ),
    },
  ],
});
