export * from './lineage.ts';
export * from './openlineage.ts';
export * from './quarantine.ts';
export * from './topics.ts';
