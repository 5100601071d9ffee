/** What an entity is written with. Through here TypeORM is loaded once, however many packages have entities. */
export { Column as EntityColumn, Entity, PrimaryColumn } from 'typeorm';
export type { EntityManager } from 'typeorm';
