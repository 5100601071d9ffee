import { pinnedVersionId } from '@hotpass/kernel';
import type { ProjectorTx } from '@hotpass/log';
import { slices } from '../projection/slices.ts';
import { sqlTime } from '../projection/sql-time.ts';
import { previousId } from './lifecycle.ts';
import type { LifecycleFact } from './lifecycle.ts';
import type { PinFact, VersionFact } from './version.ts';

const writeRuns = `
  insert into lineage.version_run as r (run, at)
  select k.run, k.at from unnest($1::text[], $2::timestamptz[]) as k(run, at)
  on conflict (run) do update set at = excluded.at where excluded.at > r.at`;

/** What a run wrote is as old as its last event. */
const advanceVersions = `
  update lineage.dataset_version v set at = k.at
  from unnest($1::text[], $2::timestamptz[]) as k(run, at)
  where v.run = k.run and v.at < k.at`;

/** Each part is the later; of two at one time the greater, bytewise. `(null, null) > …` is null: nothing told changes nothing. */
const isLater = (value: string, at: string): string => `
  coalesce(v.${at} is null and excluded.${at} is not null or excluded.${at} > v.${at}
    or excluded.${at} = v.${at} and excluded.${value}::text collate "C" > v.${value}::text collate "C", false)`;

const [laterVersion, laterSchema, laterLifecycle] = [
  isLater('version', 'version_at'),
  isLater('schema_hash', 'schema_at'),
  isLater('lifecycle', 'lifecycle_at'),
];

const writeVersions = `
  insert into lineage.dataset_version as v
    (id, dataset, run, at, version, pin, version_at, schema_hash, schema_at, lifecycle, lifecycle_at)
  select k.id, k.dataset, k.run, r.at, k.version, k.pin, k.version_at, k.schema_hash, k.schema_at, k.lifecycle, k.lifecycle_at
  from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::uuid[], $8::timestamptz[], $9::text[], $10::timestamptz[])
    as k(id, dataset, run, version, pin, version_at, schema_hash, schema_at, lifecycle, lifecycle_at)
  join lineage.version_run r on r.run = k.run
  on conflict (id) do update set
    version = case when ${laterVersion} then excluded.version else v.version end,
    pin = case when ${laterVersion} then excluded.pin else v.pin end,
    version_at = case when ${laterVersion} then excluded.version_at else v.version_at end,
    schema_hash = case when ${laterSchema} then excluded.schema_hash else v.schema_hash end,
    schema_at = case when ${laterSchema} then excluded.schema_at else v.schema_at end,
    lifecycle = case when ${laterLifecycle} then excluded.lifecycle else v.lifecycle end,
    lifecycle_at = case when ${laterLifecycle} then excluded.lifecycle_at else v.lifecycle_at end
  where ${laterVersion} or ${laterSchema} or ${laterLifecycle}`;

const writePins = `
  insert into lineage.dataset_pin as p (id, dataset, version, at)
  select k.id, k.dataset, k.version, k.at from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[]) as k(id, dataset, version, at)
  on conflict (id) do update set at = excluded.at where excluded.at < p.at`;

const writeLifecycle = `
  insert into lineage.dataset_lifecycle as l (dataset, told_by, change, at, previous, previous_namespace, previous_name)
  select k.dataset, k.told_by, k.change, k.at, k.previous, k.previous_namespace, k.previous_name
  from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::text[], $7::text[])
    as k(dataset, told_by, change, at, previous, previous_namespace, previous_name)
  on conflict (dataset, told_by, change) do update set
    at = excluded.at, previous = excluded.previous,
    previous_namespace = excluded.previous_namespace, previous_name = excluded.previous_name
  where excluded.at > l.at or excluded.at = l.at and coalesce(excluded.previous, '') > coalesce(l.previous, '')`;

/** What the projector writes of versions and of what happened to datasets. */
export class VersionWriterRepository {
  async writeRuns(tx: ProjectorTx, runs: ReadonlyMap<string, number>): Promise<void> {
    const values = [[...runs.keys()], [...runs.values()].map(sqlTime)];
    await Promise.all([
      tx.query({ name: 'lineage.version_run.write', text: writeRuns, values }),
      tx.query({ name: 'lineage.dataset_version.advance', text: advanceVersions, values }),
    ]);
  }

  /** After `writeRuns` of the same batch. */
  async writeVersions(tx: ProjectorTx, versions: readonly VersionFact[]): Promise<void> {
    for (const slice of slices(versions)) {
      const times = (part: 'version' | 'schema' | 'lifecycle'): (string | null)[] =>
        slice.map((fact) => fact[part] && sqlTime(fact[part].at));
      const values = [
        slice.map((fact) => fact.id),
        slice.map((fact) => fact.dataset),
        slice.map((fact) => fact.run),
        slice.map((fact) => fact.version?.value ?? null),
        slice.map((fact) => fact.version && pinnedVersionId(fact.dataset, fact.version.value)),
        times('version'),
        slice.map((fact) => fact.schema?.value ?? null),
        times('schema'),
        slice.map((fact) => fact.lifecycle?.value ?? null),
        times('lifecycle'),
      ];
      await tx.query({ name: 'lineage.dataset_version.write', text: writeVersions, values });
    }
  }

  async writePins(tx: ProjectorTx, pins: readonly PinFact[]): Promise<void> {
    for (const slice of slices(pins)) {
      const values = [
        slice.map((pin) => pin.id),
        slice.map((pin) => pin.dataset),
        slice.map((pin) => pin.version),
        slice.map((pin) => sqlTime(pin.at)),
      ];
      await tx.query({ name: 'lineage.dataset_pin.write', text: writePins, values });
    }
  }

  async writeLifecycle(tx: ProjectorTx, facts: readonly LifecycleFact[]): Promise<void> {
    for (const slice of slices(facts)) {
      const values = [
        slice.map((fact) => fact.dataset),
        slice.map((fact) => fact.toldBy),
        slice.map((fact) => fact.change),
        slice.map((fact) => sqlTime(fact.at)),
        slice.map(previousId),
        slice.map((fact) => fact.previous?.namespace ?? null),
        slice.map((fact) => fact.previous?.name ?? null),
      ];
      await tx.query({ name: 'lineage.dataset_lifecycle.write', text: writeLifecycle, values });
    }
  }
}
