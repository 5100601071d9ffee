export { createTestDatabase, type TestDatabase } from './database/test-database.ts';
export { Child, type ChildExit, type ChildOptions } from './process/child.ts';
export { temporaryDirectory, type TemporaryDirectory } from './process/temporary-directory.ts';
