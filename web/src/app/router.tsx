import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { parseSearchText, stringifySearchText } from '../address/search-text.ts';
import { BrokenScreen } from './BrokenScreen.tsx';
import { NotFoundScreen } from './NotFoundScreen.tsx';
import { Shell } from './shell/Shell.tsx';

const root = createRootRoute({ component: Shell });

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('../pages/start/StartPage.tsx'), 'StartPage'),
});

const lineageStart = createRoute({
  getParentRoute: () => root,
  path: '/lineage',
  component: lazyRouteComponent(() => import('../pages/lineage/LineageStartPage.tsx'), 'LineageStartPage'),
});

const lineage = createRoute({
  getParentRoute: () => root,
  path: '/lineage/$id/{-$slug}',
  component: lazyRouteComponent(() => import('../pages/lineage/LineagePage.tsx'), 'LineagePage'),
});

const datasets = createRoute({
  getParentRoute: () => root,
  path: '/datasets',
  component: lazyRouteComponent(() => import('../pages/datasets/DatasetsPage.tsx'), 'DatasetsPage'),
});

const dataset = createRoute({
  getParentRoute: () => root,
  path: '/datasets/$id',
  component: lazyRouteComponent(() => import('../pages/dataset/DatasetPage.tsx'), 'DatasetPage'),
});

const runs = createRoute({
  getParentRoute: () => root,
  path: '/runs',
  component: lazyRouteComponent(() => import('../pages/runs/RunsPage.tsx'), 'RunsPage'),
});

const run = createRoute({
  getParentRoute: () => root,
  path: '/runs/$id',
  component: lazyRouteComponent(() => import('../pages/run/RunPage.tsx'), 'RunPage'),
});

/** Every screen; pages load when they are first shown. */
export const router = createRouter({
  routeTree: root.addChildren([start, lineageStart, lineage, runs, run, datasets, dataset]),
  parseSearch: parseSearchText,
  stringifySearch: stringifySearchText,
  defaultPreload: 'intent',
  defaultErrorComponent: BrokenScreen,
  defaultNotFoundComponent: NotFoundScreen,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
