import { fileURLToPath } from 'node:url';

/** The committed facts of the specification. */
export const schemaFolder = fileURLToPath(new URL('../../../schema/openlineage/', import.meta.url));

/** Where generated TypeScript goes; ignored by git, made again by every build. */
export const generatedFolder = fileURLToPath(new URL('../../../packages/openlineage/src/generated/', import.meta.url));
