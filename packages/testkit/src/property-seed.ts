import { chosenSeed } from './config.ts';

/** The seed of a property test: FC_SEED, else a new one. Prints it with the name of the test, so that a failure can be repeated. */
export function propertySeed(test: string | undefined): number {
  const seed = chosenSeed() ?? Date.now() % 2 ** 31;
  process.stdout.write(`seed ${seed} (FC_SEED=${seed} repeats it): ${test}\n`);
  return seed;
}
