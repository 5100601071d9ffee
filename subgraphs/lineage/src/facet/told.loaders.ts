import type { ColumnLoaders } from '../column/column.loaders.ts';
import type { DatasetLifeLoaders } from '../dataset/dataset-life.loaders.ts';
import type { VersionLoaders } from '../version/version.loaders.ts';
import type { FacetLoaders } from './facet.loaders.ts';

/** Batches of one request for what producers tell beside edges. */
export type ToldLoaders = FacetLoaders & ColumnLoaders & VersionLoaders & DatasetLifeLoaders;
