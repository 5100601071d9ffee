import { SchemaDocs } from '../column/schema-doc.ts';
import type { CatalogPart } from '../projectors/catalog.projector.ts';
import { ReportingFacts } from './reporting-facts.ts';
import type { ReportingRepository } from './reporting.repository.ts';

/** What each producer reports of runs, datasets and jobs. */
export function reporting(repository: ReportingRepository): CatalogPart {
  return {
    async project(tx, events) {
      const facts = new ReportingFacts(new SchemaDocs());
      for (const event of events) facts.add(event);
      const { producers, runs, datasets, jobs } = facts;
      await repository.write(tx, { producers: producers.values(), runs: runs.values(), datasets: datasets.values(), jobs: jobs.values() });
    },
    reset: (tx) => repository.clear(tx),
  };
}
