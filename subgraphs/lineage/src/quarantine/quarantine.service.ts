import { BadUserInputError, type Principal } from '@hotpass/kernel';
import type { Log, QuarantinedEntry, QuarantinePage, Replayed } from '@hotpass/log';

export interface QuarantineList {
  readonly entries: readonly QuarantinedEntry[];
  readonly hasMore: boolean;
  /** Place in the log. */
  readonly cursor: string;
}

/** An entry in the quarantine of a consumer. */
export type QuarantineKey = Pick<QuarantinedEntry, 'consumer' | 'position'>;

const idPattern = /^qua_(\d{1,16})_([a-z][a-z0-9.-]{0,200})$/;

export function quarantineId({ consumer, position }: QuarantineKey): string {
  return `qua_${position}_${consumer}`;
}

/** @throws BadUserInputError when the text is no such id. */
function quarantineKey(id: string): QuarantineKey {
  const [, position, consumer] = idPattern.exec(id) ?? [];
  if (position === undefined || consumer === undefined || !Number.isSafeInteger(Number(position))) {
    throw new BadUserInputError('This is not the id of an entry in quarantine.', { path: ['input', 'id'] });
  }
  return { position: Number(position), consumer };
}

/** What consumers of every process have set aside: the list is the log's, a replay is done where the consumer runs. */
export class QuarantineService {
  readonly #log: Pick<Log, 'quarantine' | 'replay' | 'feed'>;

  constructor(log: Pick<Log, 'quarantine' | 'replay' | 'feed'>) {
    this.#log = log;
  }

  async page(consumer: string | null, { after, limit }: QuarantinePage): Promise<QuarantineList> {
    const found = await this.#log.quarantine(consumer, { after, limit: limit + 1 });
    return { entries: found.slice(0, limit), hasMore: found.length > limit, cursor: await this.#log.feed.head() };
  }

  replay(principal: Principal, id: string): Promise<Replayed> {
    const { consumer, position } = quarantineKey(id);
    return this.#log.replay(principal, consumer, String(position));
  }
}
