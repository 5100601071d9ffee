import { cutMiddle } from '../../ui/format.ts';

/** What a lane is called where there is little room. */
export interface LaneLabel {
  readonly name: string;
  /** Given where another job has the same name. */
  readonly namespace: string | null;
}

interface Named {
  readonly jobId: string;
  readonly name: string;
  readonly namespace: string;
}

/** Names of jobs in at most so many characters, so that no two of them read the same. By id of the job. */
export function laneLabels(jobs: readonly Named[], most: number): ReadonlyMap<string, LaneLabel> {
  const labels = new Map<string, LaneLabel>();
  const cuts = distinctCuts([...new Set(jobs.map(({ name }) => name))], most);
  for (const same of Map.groupBy(jobs, ({ name }) => name).values()) {
    const spaces = same.length === 1 ? null : distinctCuts([...new Set(same.map(({ namespace }) => namespace))], most);
    for (const { jobId, name, namespace } of same) {
      labels.set(jobId, { name: cuts.get(name) ?? name, namespace: spaces?.get(namespace) ?? null });
    }
  }
  return labels;
}

/** Each text cut in its middle; those that would read the same are cut around what tells them apart. */
function distinctCuts(texts: readonly string[], most: number): ReadonlyMap<string, string> {
  const cuts = new Map(texts.map((text) => [text, cutMiddle(text, most)]));
  for (const [cut, alike] of Map.groupBy(texts, (text) => cuts.get(text)!)) {
    if (alike.length > 1) for (const [text, other] of cutAroundDifference(alike, cut, most)) cuts.set(text, other);
  }
  return cuts;
}

function cutAroundDifference(alike: readonly string[], cut: string, most: number): ReadonlyMap<string, string> {
  const letters = alike.map((text) => Array.from(text));
  const same = sharedStart(letters);
  // The beginning that all of them share says what they are about, the rest where they part.
  const head = Array.from(cut)
    .slice(0, Math.floor(most / 3))
    .join('');
  const room = most - Math.floor(most / 3) - 1;
  const found = new Map<string, string>();
  const taken = new Set<string>();
  for (const [place, text] of alike.entries()) {
    const rest = letters[place]!.slice(Math.max(Math.floor(most / 3), same - 2));
    let label = `${head}…${cutMiddle(rest.join(''), room)}`;
    for (let number = 2; taken.has(label); number += 1) label = `${head}… ${number}`;
    taken.add(label);
    found.set(text, label);
  }
  return found;
}

function sharedStart(letters: readonly (readonly string[])[]): number {
  const [first = [], ...others] = letters;
  let length = 0;
  while (length < first.length && others.every((other) => other[length] === first[length])) length += 1;
  return length;
}
