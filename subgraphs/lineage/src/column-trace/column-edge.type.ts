import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { bases } from '../graph/edge-basis.type.ts';
import type { ColumnDependency, ColumnEdgeRule, TransformationType } from '../lineage-index/lineage-index.ts';
import type { Basis } from '../projection/latest.ts';

export const transformationTypes: Readonly<{ [T in TransformationType]: T }> = { DIRECT: 'DIRECT', INDIRECT: 'INDIRECT' };

registerEnumType(transformationTypes, {
  name: 'TransformationType',
  description: 'How a column depends on another.',
  valuesConfig: {
    DIRECT: { description: 'Its values are made from it.' },
    INDIRECT: { description: 'It decides about them without being in them, as a filter or a sort key does.' },
  },
});

export const columnEdgeRules: Readonly<{ [R in ColumnEdgeRule]: R }> = {
  LINEAGE_FACET: 'LINEAGE_FACET',
  COLUMN_LINEAGE_FACET: 'COLUMN_LINEAGE_FACET',
  JOB_LEVEL: 'JOB_LEVEL',
};

registerEnumType(columnEdgeRules, {
  name: 'ColumnEdgeRule',
  description:
    'What a dependency between columns is known from. Of what a run tells about a dataset, the explicit facet is taken before the other.',
  valuesConfig: {
    LINEAGE_FACET: { description: 'An explicit `lineage` facet.' },
    COLUMN_LINEAGE_FACET: { description: 'A `columnLineage` facet of what was written.' },
    JOB_LEVEL: { description: 'The job tells nothing of columns: whatever it reads may be in whatever it writes.' },
  },
});

@ObjectType({ description: 'A dependency of a column on another. A column that is null stands for the dataset as a whole.' })
export class ColumnEdge implements ColumnDependency {
  @Field(() => ID, { description: 'Derived from what the dependency says.' })
  id: string;

  @Field(() => ID, { nullable: true, description: 'The job that makes it; null when a dataset event told it, without a job.' })
  jobId: string | null;

  @Field(() => ID, { description: 'The dataset data comes from.' })
  sourceId: string;

  @Field(() => String, { nullable: true, description: 'Path of its column; null is the dataset as a whole.' })
  sourceColumn: string | null;

  @Field(() => ID, { description: 'The dataset data goes to.' })
  targetId: string;

  @Field(() => String, { nullable: true, description: 'Path of its column; null is the dataset as a whole.' })
  targetColumn: string | null;

  @Field(() => transformationTypes, { nullable: true, description: 'How the one depends on the other; null where only the job is known.' })
  type: TransformationType | null;

  @Field(() => String, {
    nullable: true,
    description: "The producer's own word for the kind of transformation, such as IDENTITY or FILTER.",
  })
  subtype: string | null;

  @Field(() => Boolean, { description: 'Whether the producer says that the transformation masks the values.' })
  masking: boolean;

  @Field(() => columnEdgeRules, { description: 'What it is known from.' })
  rule: ColumnEdgeRule;

  @Field(() => bases, {
    description: 'What it was taken from; where only the job is known, the weaker of what the two edges of the job were.',
  })
  basis: Basis;
}
