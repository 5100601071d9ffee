import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100;

interface Stat {
  readonly parent: string;
  /** utime and stime. */
  readonly own: number;
  /** Those of children that were waited for. */
  readonly reaped: number;
}

function statOf(pid: string): Stat | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // proc(5), fields 14 to 17.
    const sum = (...indexes: number[]): number => indexes.reduce((total, index) => total + Number(fields[index]), 0);
    return { parent: fields[1] ?? '', own: sum(11, 12), reaped: sum(13, 14) };
  } catch {
    return null;
  }
}

/** CPU milliseconds that a process and its children have used so far, from /proc (Linux). */
export function cpuMs(pid: number): number {
  const root = String(pid);
  let ticks = 0;
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = statOf(entry);
    if (stat && (entry === root || stat.parent === root)) ticks += stat.own + stat.reaped;
  }
  return (ticks * 1_000) / ticksPerSecond;
}

/** CPU milliseconds of the process alone: its children are counted elsewhere. */
export function ownCpuMs(pid: number): number {
  return ((statOf(String(pid))?.own ?? 0) * 1_000) / ticksPerSecond;
}

/** Proportional set size in MiB of a process and its children: shared memory counts once in all. */
export function pssMiB(pid: number): number {
  const root = String(pid);
  const processes = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry) && (entry === root || statOf(entry)?.parent === root));
  return processes.reduce((sum, entry) => sum + ownPssMiB(Number(entry)), 0);
}

export function ownPssMiB(pid: number): number {
  try {
    const line = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
    return Number(line?.[1] ?? 0) / 1_024;
  } catch {
    return 0;
  }
}
