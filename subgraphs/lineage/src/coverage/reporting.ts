import type { CatalogPart } from '../projectors/catalog.projector.ts';
import { ReportingFacts } from './reporting-facts.ts';
import type { ReportingRepository } from './reporting.repository.ts';

/** What each producer reports of runs, datasets and jobs. */
export function reporting(repository: ReportingRepository): CatalogPart {
  return {
    async project(tx, events, docs) {
      const facts = new ReportingFacts(docs);
      for (const event of events) facts.add(event);
      const { producers, runs, datasets, jobs } = facts;
      await repository.write(tx, { producers: producers.values(), runs: runs.values(), datasets: datasets.values(), jobs: jobs.values() });
    },
    reset: (tx) => repository.clear(tx),
  };
}
