import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100;

function statOf(pid: string): { parent: string; ticks: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // utime, stime and those of children that were waited for (proc(5), fields 14 to 17).
    const ticks = [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index]), 0);
    return { parent: fields[1] ?? '', ticks };
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
    if (stat && (entry === root || stat.parent === root)) ticks += stat.ticks;
  }
  return (ticks * 1_000) / ticksPerSecond;
}
