import { once } from 'node:events';
import { dataDirectory, hubEntry, hubEnvironment, operationsFolder, stateFile } from './config.ts';
import { DemoStateError, writeDemoState } from './demo-state.ts';
import type { FileEvent } from './files/event-file.ts';
import { readEvents } from './files/read-events.ts';
import { HubEndedError, HubProcess } from './hub/hub-process.ts';
import { untilReady } from './hub/readiness.ts';
import { invitation } from './operations.ts';
import type { Options } from './options.ts';
import { HubClient, HubUnavailableError, StoppedError } from './player/hub-client.ts';
import { playOn } from './player/play-on.ts';
import { Progress } from './player/progress.ts';
import { sendEvents } from './player/send-events.ts';
import { sendHistory } from './player/send-history.ts';
import type { Teller } from './player/send-history.ts';
import { Tally } from './player/tally.ts';
import { stateToGoOnWith } from './state-to-go-on-with.ts';

interface Session {
  readonly options: Options;
  readonly url: string;
  readonly progress: Progress;
  readonly client: HubClient;
  readonly tally: Tally;
  readonly signal: AbortSignal;
}

/** From flags to exit code: 0, or 1 when the hub could not be had or refused something. @throws UsageError */
export async function runDemo(options: Options, stopped: AbortSignal): Promise<number> {
  const progress = new Progress(process.stderr);
  const tally = new Tally();
  try {
    const events = options.events === null ? null : await readEvents(options.events);
    const directory = dataDirectory(events !== null);
    const file = stateFile(directory, options.url);
    // Flags that contradict the stored world are refused before a hub starts.
    if (events === null) await stateToGoOnWith(file, options, Date.now());
    await using hub = options.url === null ? HubProcess.start(hubEntry, hubEnvironment(directory)) : null;
    const signal = hub === null ? stopped : AbortSignal.any([stopped, hub.signal]);
    const url = hub === null ? options.url : await Promise.race([hub.url, untilAborted(stopped)]);
    if (url !== null) {
      await untilReady(url, { signal, onReasons: (reasons) => progress.say(`Waiting for the hub: ${reasons}`) });
      const onWaiting = (reason: string): void => progress.say(`The hub takes nothing right now: ${reason}. Trying again.`);
      const session: Session = { options, url, progress, signal, tally, client: new HubClient({ url, signal, onWaiting }) };
      if (!signal.aborted) await (events === null ? tellWorld(session, file) : tellOwnEvents(session, events));
    }
    if (signal.aborted) throw new StoppedError('Told to stop.');
  } catch (error) {
    if (!isForPeople(error)) throw error;
    // Whoever asked to stop does not want to read what that interrupted.
    if (!stopped.aborted) {
      progress.say(error instanceof StoppedError ? 'The hub ended by itself, so the demo does too.' : error.message);
      return 1;
    }
  }
  return tally.refused > 0 ? 1 : 0;
}

function isForPeople(error: unknown): error is Error {
  return [HubEndedError, HubUnavailableError, StoppedError, DemoStateError].some((kind) => error instanceof kind);
}

async function tellOwnEvents({ client, tally, progress, signal, options, url }: Session, events: readonly FileEvent[]): Promise<void> {
  await sendEvents(client, events, tally, progress);
  progress.say(tally.summary());
  if (options.once || options.url !== null) return;
  process.stdout.write(await invitation(url, operationsFolder));
  progress.say('The hub stays up until Ctrl-C; with --once it stops when everything is sent.');
  await untilAborted(signal);
}

async function tellWorld({ client, tally, progress, signal, options, url }: Session, file: string): Promise<void> {
  // Read again: only when the hub was ours was no other demo writing it.
  const state = await stateToGoOnWith(file, options, Date.now());
  const teller: Teller = { client, tally, progress, save: (next) => writeDemoState(file, next) };
  const told = await sendHistory(teller, state);
  progress.say(tally.sent === 0 ? 'The week is told already.' : tally.summary());
  if (options.once) return;
  process.stdout.write(await invitation(url, operationsFolder));
  await playOn(teller, told, { speed: options.speed, signal, now: Date.now });
  progress.say(tally.summary());
}

async function untilAborted(signal: AbortSignal): Promise<null> {
  if (!signal.aborted) await once(signal, 'abort');
  return null;
}
