import type { Principal } from '@hotpass/kernel';
import type { Database } from '@hotpass/log';
import DataLoader from 'dataloader';
import type { AnnotationLoaders } from '../annotation/annotation.loaders.ts';
import type { CatalogLoaders } from '../catalog/catalog.loaders.ts';
import type { CoverageLoaders } from '../coverage/coverage.loaders.ts';
import type { ToldLoaders } from '../facet/told.loaders.ts';
import type { NamespaceRepository, NamespaceRow } from '../namespace/namespace.repository.ts';
import { lineageCursor } from '../projectors/lineage-cursor.ts';
import { inOrder, pagesOf } from './in-order.ts';
import type { NodeRepository } from './node.repository.ts';
import type { ListedNode, NodePageRequest, NodeRow, Page } from './node.row.ts';

/** Batches of one request. */
export interface NodeLoaders {
  readonly node: DataLoader<string, NodeRow | null>;
  readonly namespace: DataLoader<string, NamespaceRow | null>;
  readonly nodesOfNamespace: DataLoader<NodePageRequest, Page<ListedNode>, string>;
}

/** All batches of one request. */
export type LineageLoaders = NodeLoaders & AnnotationLoaders & CatalogLoaders & CoverageLoaders & ToldLoaders;

export interface LoadedRepositories {
  readonly nodes: NodeRepository;
  readonly namespaces: NamespaceRepository;
}

export function nodeLoaders(database: Database, { nodes, namespaces }: LoadedRepositories, principal: Principal): NodeLoaders {
  return {
    node: new DataLoader(async (ids) => inOrder(ids, await database.read(principal, (tx) => nodes.byIds(tx, ids)))),
    namespace: new DataLoader(async (ids) => inOrder(ids, await database.read(principal, (tx) => namespaces.byIds(tx, ids)))),
    nodesOfNamespace: new DataLoader((requests) => loadPages(database, nodes, principal, requests), {
      cacheKeyFn: (request) => JSON.stringify(request),
    }),
  };
}

function loadPages(
  database: Database,
  nodes: NodeRepository,
  principal: Principal,
  requests: readonly NodePageRequest[],
): Promise<Page<ListedNode>[]> {
  return database.read(principal, async (tx) => {
    const pages = pagesOf(requests, await nodes.pages(tx, requests));
    const cursor = await lineageCursor(tx);
    return pages.map((page) => ({ ...page, cursor }));
  });
}
