export * from './openlineage.ts';
export * from './topics.ts';
