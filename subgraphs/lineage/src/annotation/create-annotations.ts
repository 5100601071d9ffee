import { systemClock } from '@hotpass/kernel';
import type { Clock, Principal } from '@hotpass/kernel';
import type { Database } from '@hotpass/log';
import type { EntityManagers } from '@hotpass/server';
import {
  ColumnAnnotationResolver,
  DatasetAnnotationResolver,
  JobAnnotationResolver,
  NamespaceAnnotationResolver,
} from './annotation-fields.resolver.ts';
import { annotationLoaders } from './annotation.loaders.ts';
import type { AnnotationLoaders } from './annotation.loaders.ts';
import { AnnotationRepository } from './annotation.repository.ts';
import { AnnotationResolver } from './annotation.resolver.ts';
import { AnnotationService } from './annotation.service.ts';

export interface Annotations {
  readonly resolvers: readonly object[];
  readonly loaders: (principal: Principal) => AnnotationLoaders;
}

/** Wires what people say of the graph. */
export function createAnnotations(database: Database, managers: EntityManagers, clock: Clock = systemClock): Annotations {
  const annotations = new AnnotationRepository(managers);
  return {
    resolvers: [
      new AnnotationResolver(new AnnotationService(database, annotations, clock)),
      new DatasetAnnotationResolver(),
      new JobAnnotationResolver(),
      new ColumnAnnotationResolver(),
      new NamespaceAnnotationResolver(),
    ],
    loaders: (principal) => annotationLoaders(database, annotations, principal),
  };
}
