import type { Answer } from './answer.ts';

const shownRefusals = 20;

function count(number: number): string {
  return number.toLocaleString('en-GB');
}

/** What became of everything sent. */
export class Tally {
  #sent = 0;
  readonly #counts = { new: 0, repeated: 0, taken: 0, refused: 0 };
  readonly #refusals: string[] = [];

  get sent(): number {
    return this.#sent;
  }

  get refused(): number {
    return this.#counts.refused;
  }

  add(answer: Answer, place: string): void {
    this.#sent++;
    this.#counts[answer.kind]++;
    if (answer.kind === 'refused' && this.#refusals.length < shownRefusals) this.#refusals.push(`  ${place}: ${answer.reason}`);
  }

  /** `26 events sent: 24 new, 1 repeated, 1 refused.` and a line for each refusal. */
  summary(): string {
    const { taken, refused, repeated } = this.#counts;
    const parts = [
      ...(taken > 0 ? [`${count(taken)} taken (new or repeated)`] : []),
      ...(this.#counts.new > 0 || taken === 0 ? [`${count(this.#counts.new)} new`] : []),
      ...(repeated > 0 ? [`${count(repeated)} repeated`] : []),
      `${count(refused)} refused`,
    ];
    const unnamed = refused - this.#refusals.length;
    return [
      `${count(this.#sent)} ${this.#sent === 1 ? 'event' : 'events'} sent: ${parts.join(', ')}.`,
      ...this.#refusals,
      ...(unnamed > 0 ? [`  … and ${count(unnamed)} more`] : []),
    ].join('\n');
  }
}
