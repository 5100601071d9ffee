import type { Principal } from '@hotpass/kernel';
import DataLoader from 'dataloader';
import type { CoverageRow } from './coverage.repository.ts';
import type { CoverageService } from './coverage.service.ts';

/** Batches of one request. */
export interface CoverageLoaders {
  readonly producerCoverage: DataLoader<string, CoverageRow>;
}

export function coverageLoaders(coverage: CoverageService, principal: Principal): CoverageLoaders {
  return { producerCoverage: new DataLoader((producers) => coverage.ofProducers(principal, producers)) };
}
