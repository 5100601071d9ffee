/** A stretch of time in epoch milliseconds, its end excluded. */
export interface TimeWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A line of the axis, in local time. */
export interface AxisTick {
  readonly atMs: number;
  /** Where a day begins, which the axis names. */
  readonly day: boolean;
}

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** Steps people read without counting, in minutes; from a day on in whole days. */
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720].map((minutes) => minutes * minuteMs);
const daySteps = [1, 2, 5, 7, 14].map((days) => days * dayMs);

/** Lines at round local times, about `most` of them or fewer, in order. */
export function axisTicks({ fromMs, toMs }: TimeWindow, most = 9): readonly AxisTick[] {
  const span = toMs - fromMs;
  if (!(span > 0)) return [];
  const step = [...steps, ...daySteps].find((candidate) => span / candidate <= most) ?? 30 * dayMs;
  return step < dayMs ? ticksOfHours({ fromMs, toMs }, step) : ticksOfDays({ fromMs, toMs }, step / dayMs);
}

/** Counted from each local midnight, so that a change of the clock moves nothing off the round hours. */
function ticksOfHours(window: TimeWindow, stepMs: number): readonly AxisTick[] {
  const ticks: AxisTick[] = [];
  for (let day = midnightOf(window.fromMs); day < window.toMs; day = nextMidnight(day)) {
    const start = new Date(day);
    for (let minutes = 0; minutes < 24 * 60; minutes += stepMs / minuteMs) {
      const atMs = new Date(start.getFullYear(), start.getMonth(), start.getDate(), 0, minutes).getTime();
      const last = ticks.at(-1);
      if (atMs >= window.fromMs && atMs < window.toMs && (last === undefined || last.atMs < atMs)) ticks.push({ atMs, day: minutes === 0 });
    }
  }
  return ticks;
}

function ticksOfDays({ fromMs, toMs }: TimeWindow, days: number): readonly AxisTick[] {
  const ticks: AxisTick[] = [];
  const start = new Date(midnightOf(toMs - 1));
  for (let back = 0; ; back += days) {
    const atMs = new Date(start.getFullYear(), start.getMonth(), start.getDate() - back).getTime();
    if (atMs < fromMs) return ticks.toReversed();
    ticks.push({ atMs, day: true });
  }
}

function midnightOf(ms: number): number {
  const date = new Date(ms);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

function nextMidnight(ms: number): number {
  const date = new Date(ms);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
}
