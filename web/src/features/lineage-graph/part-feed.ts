import type { Client, CombinedError, TypedDocumentNode } from '@urql/core';
import { GraphChangedDocument, GraphSliceDocument, type LineageInput } from '../../generated/graphql/graphql.ts';
import type { LiveHandlers } from '../../client/live.ts';
import { applyChange, changeOf, unpackSlice, type GraphChange } from './graph-change.ts';
import type { GraphTopology } from './model.ts';

/** What a feed needs of the live connection. */
export interface GraphLive {
  subscribe<Data extends Readonly<Record<string, unknown>>, Variables extends { after?: string | null }>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    handlers: LiveHandlers<Data>,
  ): () => void;
}

/** Why there is no part. A root nobody has named yet is waited for; a broken id is not. */
export interface PartFailure {
  readonly kind: 'not-found' | 'malformed' | 'failed';
  readonly error: CombinedError;
}

export interface PartFeedHandlers {
  /** The part as it is from here on. A change tells what came in live; null after a load. */
  onPart(part: GraphTopology, change: GraphChange | null): void;
  onFailure(failure: PartFailure): void;
  /** The hub ended the subscription for good: the part is no longer live. */
  onStale(): void;
}

/** One slice of the graph, loaded and then followed without a gap; after a RESYNC it is loaded once more. */
export class PartFeed implements Disposable {
  readonly #client: Client;
  readonly #live: GraphLive | null;
  readonly #input: LineageInput;
  readonly #on: PartFeedHandlers;
  #part: GraphTopology | null = null;
  #stop: () => void = () => {};
  #isDisposed = false;
  #loads = 0;

  constructor(client: Client, live: GraphLive | null, input: LineageInput, on: PartFeedHandlers) {
    this.#client = client;
    this.#live = live;
    this.#input = input;
    this.#on = on;
  }

  get part(): GraphTopology | null {
    return this.#part;
  }

  /** Loads the slice anew and follows it from there. An answer that another load has overtaken is dropped. */
  async load(): Promise<void> {
    const load = ++this.#loads;
    this.#stop();
    const { data, error } = await this.#client.query(GraphSliceDocument, { input: this.#input }).toPromise();
    if (this.#isDisposed || load !== this.#loads) return;
    if (data) {
      this.#part = unpackSlice(data.lineageSlice);
      this.#follow(this.#part.cursor);
      this.#on.onPart(this.#part, null);
    } else if (error) this.#fail(error);
  }

  [Symbol.dispose](): void {
    this.#isDisposed = true;
    this.#stop();
  }

  #fail(error: CombinedError): void {
    const codes = error.graphQLErrors.map(({ extensions }) => extensions['code']);
    const kind = codes.includes('NOT_FOUND') ? 'not-found' : codes.includes('BAD_USER_INPUT') ? 'malformed' : 'failed';
    const cursor = error.graphQLErrors[0]?.extensions['cursor'];
    if (kind === 'not-found' && typeof cursor === 'string') this.#follow(cursor);
    this.#on.onFailure({ kind, error });
  }

  #follow(after: string): void {
    if (!this.#live || this.#input.asOf) return;
    this.#stop = this.#live.subscribe(
      GraphChangedDocument,
      { input: this.#input, after },
      {
        onEvent: ({ lineageUpdated }) => lineageUpdated && this.#change(changeOf(lineageUpdated)),
        onResync: () => void this.load(),
        onError: () => this.#on.onStale(),
      },
    );
  }

  #change(change: GraphChange): void {
    if (this.#isDisposed) return;
    this.#part = applyChange(this.#part ?? emptyPart(String(this.#input.rootId)), change);
    if (this.#part.vertices.size > 0) this.#on.onPart(this.#part, change);
  }
}

function emptyPart(rootId: string): GraphTopology {
  return { rootId, vertices: new Map(), edges: new Map(), truncated: false, cursor: '', asOf: null };
}
