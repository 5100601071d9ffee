import { hash, randomBytes } from 'node:crypto';

/** 128 bits of SHA-256 over a text, as 32 hexadecimal digits: enough to tell texts apart. */
export function hash128(text: string): string {
  // In one call: a Hash object costs three times what the digest does, and ids are derived many times an event.
  return hash('sha256', text, 'hex').slice(0, 32);
}

/** The same in the form of PostgreSQL's uuid type, which it compares fast: the address of a text stored by its content. */
export function contentHash(text: string): string {
  return asUuid(hash128(text));
}

/** A prefix plus 128 bits of SHA-256. Names never hold U+0000, so it separates the parts without doubt. */
function derivedId(prefix: string, ...parts: readonly string[]): string {
  return `${prefix}_${hash128([prefix, ...parts].join('\0'))}`;
}

/** OpenLineage identifies a dataset by (namespace, name); the id is derived, so replays meet the same row. */
export function datasetId(namespace: string, name: string): string {
  return derivedId('ds', namespace, name);
}

/** OpenLineage identifies a job by (namespace, name); the id is derived, so replays meet the same row. */
export function jobId(namespace: string, name: string): string {
  return derivedId('job', namespace, name);
}

export function namespaceId(name: string): string {
  return derivedId('ns', name);
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * A run's id: `run_` and its UUID in lower case. A runId that is no UUID maps to a derived one
 * (RFC 9562 version 8, from SHA-256), so producers that send plain words still have stable runs.
 */
export function runId(openLineageRunId: string): string {
  if (uuid.test(openLineageRunId)) return `run_${openLineageRunId.toLowerCase()}`;
  return `run_${uuidOf(hash('sha256', `run\0${openLineageRunId}`, 'buffer').subarray(0, 16), 8)}`;
}

/** A column of a dataset by its path: field names from the outside in, joined by dots as producers write them. */
export function columnId(dataset: string, path: string): string {
  return derivedId('col', dataset, path);
}

/** A dataset has one version for each run that wrote it. */
export function datasetVersionId(dataset: string, run: string): string {
  return derivedId('dsv', dataset, run);
}

/** The version a run read, by the producer's own word for it (the `version` facet of an input). */
export function pinnedVersionId(dataset: string, version: string): string {
  return derivedId('dsp', dataset, version);
}

/** An id of something that has no natural one: a prefix and a UUID of version 7 (RFC 9562), so ids ascend with time. */
export function mintId(prefix: string, at: Date): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(at.getTime(), 0, 6);
  return `${prefix}_${uuidOf(bytes, 7)}`;
}

/** Sixteen bytes as a UUID of a version; the bits that say so are set in them (RFC 9562 §4). */
function uuidOf(bytes: Buffer, version: 7 | 8): string {
  bytes[6] = (bytes[6]! & 0x0f) | (version << 4);
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return asUuid(bytes.toString('hex'));
}

/** 32 hexadecimal digits as a UUID is written. */
function asUuid(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
