export * from './consumer.ts';
export * from './database.ts';
export * from './entry.ts';
export * from './feed.ts';
export * from './log.ts';
