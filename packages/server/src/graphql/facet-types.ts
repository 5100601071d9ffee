import { Arg, Directive, Field, Float, Int, InterfaceType, ObjectType, createUnionType } from 'type-graphql';
import { pageSize } from './connection.ts';

type ValueKind = 'text' | 'number' | 'boolean' | 'time' | 'json' | 'object' | 'union';

interface FieldShape {
  readonly name: string;
  readonly description: string;
  readonly property: string;
  readonly kind: ValueKind;
  readonly of: string | null;
  readonly many: 'one' | 'list' | 'map';
}

interface Described {
  readonly description: string;
}

/** The table of facets, as the package `openlineage` generates it from the specification. */
export interface FacetTable {
  readonly facets: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly objects: Readonly<Record<string, Described & { readonly fields: readonly FieldShape[] }>>;
  readonly unions: Readonly<Record<string, Described & { readonly members: Readonly<Record<string, string>> }>>;
}

/** A facet, or an object inside one, as it was sent. */
export interface ShapedObject {
  readonly type: string;
  readonly json: Readonly<Record<string, unknown>>;
  readonly key: string | null;
}

/** What is common to all facets: what a resolver answers with. */
export interface FacetHead {
  readonly name: string;
  readonly producer: string | null;
  readonly schemaURL: string | null;
  readonly raw: string;
}

export interface FacetTypeOptions {
  readonly table: FacetTable;
  /** Facets of these places belong to this subgraph. */
  readonly places: readonly string[];
  /** Reads one field, tolerantly: null for what has another shape. */
  readonly read: (object: ShapedObject, field: FieldShape) => unknown;
}

/**
 * GraphQL types of the facets of some places. Made once a process; a resolver answers with what `make` makes, and the
 * methods of that read the fields asked for.
 */
export interface FacetTypes {
  /** The interface, as the type of a field. */
  readonly Facet: Function;
  /** Types a schema with a field of the interface needs beside its resolvers (`orphanedTypes`). */
  readonly orphanedTypes: readonly Function[];
  /** The type of a known facet, as the type of a field. */
  typeOf(name: string): Function;
  /** An instance of a type; of `UnknownFacet` when it is null. */
  make(type: string | null, head: FacetHead, json: Readonly<Record<string, unknown>>): object;
}

type Target = new (object: ShapedObject, head: FacetHead | null) => object;

/** What maps hold that are no objects; the facets of more than one subgraph have such maps. */
const sharedTypes = new Set(['FacetText', 'FacetNumber', 'FacetJson']);

const headFields: readonly (readonly [keyof FacetHead, string, boolean])[] = [
  ['name', 'Key it was sent under.', false],
  ['producer', 'Who made it (`_producer`).', true],
  ['schemaURL', 'Where its schema is (`_schemaURL`).', true],
  ['raw', 'All of it, as JSON text.', false],
];

export function defineFacetTypes(options: FacetTypeOptions): FacetTypes {
  const types = new FacetTypeMaker(options);
  const facets = options.places.flatMap((place) => Object.values(options.table.facets[place] ?? {}));
  const known = new Map(facets.map((name) => [name, types.object(name, true)]));
  const unknown = types.unknown();
  return {
    Facet: types.Facet,
    orphanedTypes: [...known.values(), unknown],
    typeOf: (name) => {
      const found = known.get(name);
      if (found === undefined) throw new Error(`No facet of this subgraph is a ${name}.`);
      return found;
    },
    make: (type, head, json) => new ((type === null ? undefined : known.get(type)) ?? unknown)({ type: type ?? '', json, key: null }, head),
  };
}

/** The decorators of type-graphql are functions; here a table calls them instead of a class. */
class FacetTypeMaker {
  readonly Facet: Target;
  readonly #options: FacetTypeOptions;
  readonly #objects = new Map<string, Target>();
  readonly #unions = new Map<string, object>();

  constructor(options: FacetTypeOptions) {
    this.#options = options;
    this.Facet = newTarget('Facet');
    InterfaceType('Facet', {
      description: 'What a producer tells of a thing beside its name (OpenLineage).',
      autoRegisterImplementations: false,
      resolveType: (value: object) => value.constructor.name,
    })(this.Facet);
    for (const [name, description, nullable] of headFields) Field(() => String, { description, nullable })(this.Facet.prototype, name);
  }

  unknown(): Target {
    const target = newTarget('UnknownFacet');
    Directive('@shareable')(target);
    ObjectType('UnknownFacet', {
      description: 'A facet of no specification known here, or not of the shape its specification asks for.',
      implements: this.Facet,
    })(target);
    return target;
  }

  object(name: string, isFacet = false): Target {
    const made = this.#objects.get(name);
    if (made) return made;
    const shape = this.#options.table.objects[name];
    if (!shape) throw new Error(`The table of facets has no ${name}.`);
    const target = newTarget(name);
    this.#objects.set(name, target);
    if (sharedTypes.has(name)) Directive('@shareable')(target);
    ObjectType(name, { description: shape.description, ...(isFacet ? { implements: this.Facet } : {}) })(target);
    for (const field of shape.fields) this.#field(target, field);
    return target;
  }

  #union(name: string): object {
    const made = this.#unions.get(name);
    if (made) return made;
    const shape = this.#options.table.unions[name];
    if (!shape) throw new Error(`The table of facets has no ${name}.`);
    const types = (): Target[] => Object.values(shape.members).map((member) => this.object(member));
    const union = createUnionType({
      name,
      description: shape.description,
      types: types as () => [Target],
      resolveType: (value: object) => value.constructor.name,
    });
    this.#unions.set(name, union);
    types();
    return union;
  }

  #field(target: Target, field: FieldShape): void {
    // Made at once: the schema is built of the types that exist then.
    const made = this.#typeOf(field);
    const type = (): object => made;
    const read = (object: Instance): unknown => this.#instances(this.#options.read(object.shaped, field));
    const isOne = field.many === 'one';
    if (!isOne && (field.kind === 'object' || field.kind === 'union')) return this.#longField(target, field, type, read);
    define(
      target,
      field.name,
      () => (isOne ? made : [made]),
      field.description,
      function (this: Instance) {
        return read(this);
      },
    );
  }

  /** A list of objects shows its beginning and says how long it is. */
  #longField(target: Target, { name, description }: FieldShape, type: () => object, read: (object: Instance) => unknown): void {
    define(target, name, () => [type()], `${description} As many as \`first\` says; \`raw\` of the facet holds all.`, function (
      this: Instance,
      first: number | null,
    ) {
      const all = read(this);
      return Array.isArray(all) ? all.slice(0, pageSize(first)) : null;
    } as Method);
    Arg('first', () => Int, { nullable: true, description: 'How many, at most 100; 25 unless given.' })(target.prototype, name, 0);
    define(
      target,
      `${name}Count`,
      () => Int,
      `How many \`${name}\` there are, shown or not.`,
      function (this: Instance) {
        const all = read(this);
        return Array.isArray(all) ? all.length : null;
      },
    );
  }

  #typeOf({ kind, of }: FieldShape): object {
    if (kind === 'object') return this.object(of ?? '');
    if (kind === 'union') return this.#union(of ?? '');
    return { text: String, json: String, number: Float, boolean: Boolean, time: Date }[kind];
  }

  #instances(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.#instances(item));
    return isShaped(value) ? new (this.object(value.type))(value, null) : value;
  }
}

interface Instance {
  readonly shaped: ShapedObject;
}

type Method = (this: Instance, first: number | null) => unknown;

function isShaped(value: unknown): value is ShapedObject {
  return typeof value === 'object' && value !== null && 'json' in value && 'type' in value;
}

function newTarget(name: string): Target {
  const target = class implements Instance {
    readonly shaped: ShapedObject;

    constructor(shaped: ShapedObject, head: FacetHead | null) {
      this.shaped = shaped;
      if (head) Object.assign(this, head);
    }
  };
  Object.defineProperty(target, 'name', { value: name });
  return target;
}

/** A nullable field that a method of the class answers. */
function define(
  target: Target,
  name: string,
  type: () => object,
  description: string,
  method: Method | ((this: Instance) => unknown),
): void {
  const descriptor = { value: method, configurable: true, writable: true };
  Object.defineProperty(target.prototype, name, descriptor);
  Field(type as () => Function, { nullable: true, description })(target.prototype, name, descriptor);
}
