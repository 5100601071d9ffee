import { lineageEntryTypes } from '@hotpass/events';
import type { DescribedFact, TaggedFact, UntaggedFact } from '@hotpass/events';
import { LimitExceededError, NotFoundError } from '@hotpass/kernel';
import type { Clock, Principal } from '@hotpass/kernel';
import type { Database, Tx } from '@hotpass/log';
import type { Annotatable, AnnotatableKind } from './annotatable.ts';
import { EntityTagEntity } from './annotation.entity.ts';
import type { AnnotationEntity } from './annotation.entity.ts';
import { annotationLimits, checkDescription, checkTagKey, checkTagValue } from './annotation.limits.ts';
import type { AnnotationRepository } from './annotation.repository.ts';

/** What is changed, and the version its writer saw of it. */
export interface Subject {
  readonly id: string;
  readonly baseVersion: number | null;
}

export interface AnnotationChange {
  readonly id: string;
  readonly kind: AnnotatableKind;
  readonly version: number;
  /** Null when nothing had to change. */
  readonly entryId: string | null;
}

/** One change, with the lock on its subject. Answers whether there was anything to do. */
type Change = (tx: Tx, target: Annotatable, annotation: AnnotationEntity) => Promise<boolean>;

const taggedTypes: Readonly<Record<AnnotatableKind, string>> = {
  namespace: lineageEntryTypes.namespaceTagged,
  dataset: lineageEntryTypes.datasetTagged,
  job: lineageEntryTypes.jobTagged,
  column: lineageEntryTypes.columnTagged,
};

/** What people say of the graph: each change and its entry are one transaction, changes of one thing come after each other. */
export class AnnotationService {
  readonly #database: Database;
  readonly #annotations: AnnotationRepository;
  readonly #clock: Clock;

  constructor(database: Database, annotations: AnnotationRepository, clock: Clock) {
    this.#database = database;
    this.#annotations = annotations;
    this.#clock = clock;
  }

  /** @throws NotFoundError, StaleVersionError, LimitExceededError, BadUserInputError */
  tag(principal: Principal, subject: Subject, kind: AnnotatableKind, key: string, value: string): Promise<AnnotationChange> {
    checkTagKey(key);
    checkTagValue(value);
    return this.#change(principal, subject, async (tx, target) => {
      if (target.kind !== kind) throw notThere(target.id);
      const before = await this.#annotations.tag(tx, target.id, key);
      if (before?.value === value) return false;
      if (!before && (await this.#annotations.countTags(tx, target.id)) >= annotationLimits.tags)
        throw new LimitExceededError(`People may put ${annotationLimits.tags} tags on one thing.`, { path: ['input', 'id'] });
      const [taggedBy, taggedAt] = [principal.id, this.#clock.now()];
      const tag = { entity: target.id, key, value, taggedBy, taggedAt };
      await this.#annotations.saveTag(tx, Object.assign(new EntityTagEntity(), tag));
      const data: TaggedFact = { entity: target.id, key, value };
      tx.log.append({ type: taggedTypes[kind], keys: target.keys, eventTime: taggedAt, data });
      return true;
    });
  }

  /** Takes a tag that a person put there away again. @throws NotFoundError, StaleVersionError */
  untag(principal: Principal, subject: Subject, key: string): Promise<AnnotationChange> {
    checkTagKey(key);
    return this.#change(principal, subject, async (tx, target) => {
      const tag = await this.#annotations.tag(tx, target.id, key);
      if (!tag) throw new NotFoundError('Nobody has put this tag there.', { path: ['input', 'key'] });
      await this.#annotations.removeTag(tx, tag);
      const data: UntaggedFact = { entity: target.id, key };
      tx.log.append({ type: lineageEntryTypes.untagged, keys: target.keys, eventTime: this.#clock.now(), data });
      return true;
    });
  }

  /** Null takes back what people said. @throws NotFoundError, StaleVersionError, LimitExceededError, BadUserInputError */
  describe(principal: Principal, subject: Subject, description: string | null): Promise<AnnotationChange> {
    if (description !== null) checkDescription(description);
    return this.#change(principal, subject, async (tx, target, annotation) => {
      if (annotation.description === description) return false;
      const now = this.#clock.now();
      const said = description === null ? { describedBy: null, describedAt: null } : { describedBy: principal.id, describedAt: now };
      Object.assign(annotation, { description, ...said });
      const data: DescribedFact = { entity: target.id, description };
      tx.log.append({ type: lineageEntryTypes.described, keys: target.keys, eventTime: now, data });
      return true;
    });
  }

  async #change(principal: Principal, { id, baseVersion }: Subject, change: Change): Promise<AnnotationChange> {
    // Whatever is no id of ours is not there, and no statement has to hear of it.
    if (!/^\w{1,100}$/.test(id)) throw notThere(id);
    const options = { aggregate: id, ...(baseVersion === null ? {} : { baseVersion }) };
    const { result, entryId } = await this.#database.transact(principal, options, async (tx) => {
      const target = await this.#annotations.target(tx, id);
      if (!target) throw notThere(id);
      const annotation = await this.#annotations.find(tx, id);
      if (await change(tx, target, annotation)) await this.#annotations.save(tx, annotation);
      return { id, kind: target.kind, version: annotation.version };
    });
    return { ...result, entryId };
  }
}

function notThere(id: string): NotFoundError {
  return new NotFoundError('There is nothing of this kind with this id.', { path: ['input', 'id'], id: id.slice(0, 100).toWellFormed() });
}
