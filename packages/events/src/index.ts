export * from './openlineage.ts';
export * from './quarantine.ts';
export * from './topics.ts';
