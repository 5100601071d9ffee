import { sampleStates, type SampleState } from './sample-hub.ts';

/** A whole screen in one state, opened by itself: screens have headings and landmarks of which a page has one. */
export interface ScreenStory {
  readonly name: string;
  readonly path: string;
  readonly state: SampleState;
}

const run = 'run_00000000-0000-4000-8000-000000000001';

const paths: Readonly<Record<string, string>> = {
  start: '/',
  'lineage-start': '/lineage',
  lineage: '/lineage/ds_0?view=graph&sel=ds_0',
  'lineage-columns': '/lineage/ds_0?view=table&sel=ds_0&tab=columns',
  'lineage-impact': '/lineage/ds_0?view=tree&sel=ds_0&tab=impact',
  'lineage-runs': '/lineage/ds_0?view=tree&sel=job_1&tab=runs',
  'lineage-facets': '/lineage/ds_0?view=tree&sel=ds_0&tab=facets',
  runs: '/runs?view=lanes',
  'runs-table': `/runs?view=table&sel=${run}`,
  run: `/runs/${run}`,
  datasets: '/datasets',
  'datasets-filtered': '/datasets?tag=pii',
  dataset: '/datasets/ds_0',
  'dataset-versions': '/datasets/ds_0?tab=versions',
  'dataset-runs': '/datasets/ds_0?tab=runs',
  'dataset-facets': '/datasets/ds_0?tab=facets',
};

/** Every screen in every state. */
export const screenStories: readonly ScreenStory[] = Object.entries(paths).flatMap(([name, path]) =>
  sampleStates.map((state) => ({ name: `${name}-${state}`, path, state })),
);
