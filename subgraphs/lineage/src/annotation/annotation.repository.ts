import type { ReadTx, Tx } from '@hotpass/log';
import type { EntityManagers } from '@hotpass/server';
import { annotatableKind } from './annotatable.ts';
import type { Annotatable, AnnotatableKind } from './annotatable.ts';
import { AnnotationEntity, EntityTagEntity } from './annotation.entity.ts';

export interface AnnotationRow {
  readonly entity: string;
  readonly version: number;
  readonly description: string | null;
  readonly describedBy: string | null;
  /** By key. */
  readonly tags: readonly PersonalTag[];
}

interface PersonalTag {
  readonly key: string;
  readonly value: string;
  readonly taggedBy: string;
}

/** Where something is found to be there; a column also by the dataset it is of. */
const targets: Readonly<Record<AnnotatableKind, string>> = {
  namespace: 'select null::text as dataset from lineage.namespace where uid = $1',
  dataset: `select null::text as dataset from lineage.node where uid = $1 and kind = 'dataset'`,
  job: `select null::text as dataset from lineage.node where uid = $1 and kind = 'job'`,
  column: `select dataset from lineage.dataset_column where id = $1 union all select dataset from lineage.named_column where id = $1 limit 1`,
};

/** Every query on `lineage.annotation` and `lineage.entity_tag`: lists of many in SQL, what people change through TypeORM. */
export class AnnotationRepository {
  readonly #managers: EntityManagers;

  constructor(managers: EntityManagers) {
    this.#managers = managers;
  }

  /** Null when there is no such thing. */
  async target(tx: ReadTx, id: string): Promise<Annotatable | null> {
    const kind = annotatableKind(id);
    if (kind === null) return null;
    const [found] = await tx.query<{ dataset: string | null }>({ text: targets[kind], values: [id] });
    return found ? { id, kind, keys: found.dataset === null ? [id] : [id, found.dataset] } : null;
  }

  /** As stored, or as it is before anybody said anything. */
  async find(tx: Tx, entity: string): Promise<AnnotationEntity> {
    const found = await this.#managers.writing(tx).findOneBy(AnnotationEntity, { entity });
    const unsaid = { entity, version: 0, description: null, describedBy: null, describedAt: null };
    return found ?? Object.assign(new AnnotationEntity(), unsaid);
  }

  /** One change further. */
  async save(tx: Tx, annotation: AnnotationEntity): Promise<void> {
    annotation.version += 1;
    await this.#managers.writing(tx).save(annotation);
  }

  tag(tx: Tx, entity: string, key: string): Promise<EntityTagEntity | null> {
    return this.#managers.writing(tx).findOneBy(EntityTagEntity, { entity, key });
  }

  countTags(tx: Tx, entity: string): Promise<number> {
    return this.#managers.writing(tx).countBy(EntityTagEntity, { entity });
  }

  async saveTag(tx: Tx, tag: EntityTagEntity): Promise<void> {
    await this.#managers.writing(tx).save(tag);
  }

  async removeTag(tx: Tx, tag: EntityTagEntity): Promise<void> {
    await this.#managers.writing(tx).remove(tag);
  }

  byEntities(tx: ReadTx, entities: readonly string[]): Promise<AnnotationRow[]> {
    return tx.query<AnnotationRow>({
      name: 'lineage.annotation.by_entities',
      text: `select a.entity, a.version, a.description, a.described_by as "describedBy",
               coalesce((select json_agg(json_build_object('key', t.key, 'value', t.value, 'taggedBy', t.tagged_by) order by t.key)
                 from lineage.entity_tag t where t.entity = a.entity), '[]') as tags
             from lineage.annotation a where a.entity = any($1::text[])`,
      values: [entities],
    });
  }
}
