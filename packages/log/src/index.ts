export { consumerCursor, consumerRebuiltTo } from './consumer-row.ts';
export * from './consumer.ts';
export * from './data-error.ts';
export * from './database.ts';
export * from './entry.ts';
export * from './feed.ts';
export * from './log.ts';
export type { LogLogger } from './logger.ts';
export * from './open-log.ts';
