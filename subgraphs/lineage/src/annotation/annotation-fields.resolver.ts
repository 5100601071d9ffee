import type { RequestContext } from '@hotpass/server';
import { Ctx, Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Column } from '../column/column.type.ts';
import { Dataset } from '../dataset/dataset.type.ts';
import { Job } from '../job/job.type.ts';
import { Namespace } from '../namespace/namespace.type.ts';
import { Tag } from '../tag/tag.type.ts';
import type { AnnotationLoaders } from './annotation.loaders.ts';
import { tagsByPeople } from './tags-by-people.ts';

type Context = RequestContext<AnnotationLoaders>;

interface Annotated {
  readonly id: string;
}

/** What everything people can say something of has. */
function annotationFieldsOf(type: new () => Annotated): abstract new () => object {
  @Resolver(() => type)
  abstract class AnnotationFieldsResolver {
    @FieldResolver(() => Int, { description: 'How often people changed what they say of it: give it as `baseVersion` of a change.' })
    async annotationVersion(@Root() { id }: Annotated, @Ctx() { loaders }: Context): Promise<number> {
      return (await loaders.annotation.load(id))?.version ?? 0;
    }

    @FieldResolver(() => String, {
      nullable: true,
      description: 'Opaque id of the person whose description it is; null when it is the producer who describes it, or nobody.',
    })
    async describedBy(@Root() { id }: Annotated, @Ctx() { loaders }: Context): Promise<string | null> {
      return (await loaders.annotation.load(id))?.describedBy ?? null;
    }
  }
  return AnnotationFieldsResolver;
}

@Resolver(() => Dataset)
export class DatasetAnnotationResolver extends annotationFieldsOf(Dataset) {}

@Resolver(() => Job)
export class JobAnnotationResolver extends annotationFieldsOf(Job) {}

@Resolver(() => Column)
export class ColumnAnnotationResolver extends annotationFieldsOf(Column) {}

/** Of a namespace only people say something. */
@Resolver(() => Namespace)
export class NamespaceAnnotationResolver extends annotationFieldsOf(Namespace) {
  @FieldResolver(() => String, { nullable: true, description: 'What it is, in words.' })
  async description(@Root() { id }: Namespace, @Ctx() { loaders }: Context): Promise<string | null> {
    return (await loaders.annotation.load(id))?.description ?? null;
  }

  @Directive('@listSize(assumedSize: 10)')
  @FieldResolver(() => [Tag], { description: 'Its tags, at most a hundred.' })
  tags(@Root() { id }: Namespace, @Ctx() { loaders }: Context): Promise<Tag[]> {
    return tagsByPeople(loaders, id);
  }
}
