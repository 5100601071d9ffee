/** Makes `packages/openlineage/src/generated` from `schema/openlineage`. Runs before every build. */
import { join } from 'node:path';

import { readDescriptions } from './facet-descriptions.ts';
import { facetShapes, facetShapesModule } from './facet-shapes.ts';
import { facetTableModule } from './facet-table.ts';
import { generatedFolder, schemaFolder } from './places.ts';
import { writeText } from './schema-files.ts';
import { readSpecification } from './specification.ts';
import { typesModule } from './types.ts';
import { validatorModule } from './validators.ts';

const specification = readSpecification(schemaFolder);
const modules = {
  'types.ts': await typesModule(specification),
  'check.ts': validatorModule(specification, { allErrors: false }),
  'explain.ts': validatorModule(specification, { allErrors: true }),
  'facet-checks.ts': facetTableModule(specification),
  'facet-shapes.ts': facetShapesModule(facetShapes(specification, readDescriptions())),
};
for (const [name, code] of Object.entries(modules)) writeText(join(generatedFolder, name), code);
