import DataLoader from 'dataloader';

/** Batches of one request, as the resolvers of the hub have them. */
export interface FleetLoaders {
  readonly dataset: DataLoader<string, object>;
  readonly contract: DataLoader<string, object>;
}

export function fleetLoaders(): FleetLoaders {
  return {
    dataset: new DataLoader(async (ids) =>
      ids.map((id) => ({ id, name: `table ${id}`, namespace: 'postgres://warehouse.example.org:5432' })),
    ),
    contract: new DataLoader(async (ids) => ids.map((id) => ({ id: `contract_${id}`, version: '1.2.0', status: 'ACTIVE' }))),
  };
}
