import type { MigrationInterface, QueryRunner } from 'typeorm';
import { extensionSchema } from './search/extension.ts';
import { folding } from './search/folding.ts';
import { searchFunction, searchWordsFunction } from './search/search-function.ts';
import { searchIndexes } from './search/search-indexes.ts';

/** Search over names: indexes on the tables of the projections and one SECURITY DEFINER function that reads them. */
export class CreateSearch1764100400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const schema = await extensionSchema(runner);
    const parts = [folding, searchIndexes(schema), searchFunction(), searchWordsFunction(schema)];
    for (const statements of parts) await runner.query(statements);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
