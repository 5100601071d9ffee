import type { SchemaError } from './schema-check.ts';

type Words = Readonly<Record<string, unknown>>;

/** A sentence for each rule of JSON Schema that the specification uses, from words of the schema only. */
const sentences: Readonly<Record<string, (words: Words) => string>> = {
  required: (words) => `Property "${word(words.missingProperty)}" is required.`,
  dependentRequired: (words) => `Property "${word(words.missingProperty)}" is required beside "${word(words.property)}".`,
  type: (words) => `Must be of type ${list(words.type)}.`,
  format: (words) => `Must be a valid ${word(words.format)}.`,
  enum: (words) => `Must be one of ${list(words.allowedValues)}.`,
  const: (words) => `Must be ${word(words.allowedValue)}.`,
  minimum: (words) => `Must be ${word(words.limit)} or more.`,
  minItems: (words) => `Must have ${word(words.limit)} or more items.`,
  additionalProperties: () => 'Must have no property that the schema does not name.',
  anyOf: () => 'Must match one of the forms the schema allows.',
  oneOf: () => 'Must match exactly one of the forms the schema allows.',
};

export function issueMessage({ keyword, params }: SchemaError): string {
  return sentences[keyword]?.(params) ?? `Must keep the schema's rule "${keyword}".`;
}

function list(value: unknown): string {
  return Array.isArray(value) ? value.map(word).join(', ') : word(value);
}

function word(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
