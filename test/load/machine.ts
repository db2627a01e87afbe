/**
 * What the machine did while a test ran, from Linux's own books: what the service cost in processor time, and how much of the machine others took. Promises in
 * milliseconds are kept by a machine that has nothing else to do; where others work on it, they say nothing about the service and are printed only.
 */
import { readFileSync } from 'node:fs';

export interface MachineWatch {
  /** Processor time of the service since the watch began, all of its threads, in ms. */
  serviceMs(): number;
  /** Share of the machine's processors that was neither idle nor ours since then, 0 to 1. */
  others(): number;
  /** Others took less than a tenth of it. */
  isOurs(): boolean;
}

/** Linux counts in hundredths of a second, whatever the kernel's own tick. */
const tickMs = 10;
const mostOthers = 0.1;

/** @param pid of the service */
export function watchMachine(pid: number): MachineWatch {
  const [machine, service, here] = [machineTicks(), processTicks(pid), processTicks(process.pid)];
  const serviceTicks = () => processTicks(pid) - service;
  function others(): number {
    const now = machineTicks();
    const ours = serviceTicks() + processTicks(process.pid) - here;
    return Math.max(0, now.busy - machine.busy - ours) / Math.max(1, now.all - machine.all);
  }
  return { serviceMs: () => serviceTicks() * tickMs, others, isOurs: () => others() < mostOthers };
}

/** The first line of `/proc/stat`: user, nice, system, idle, iowait, irq, softirq, steal; what guests take is in `user`. */
function machineTicks(): { busy: number; all: number } {
  const line = readFileSync('/proc/stat', 'utf8').split('\n', 1)[0]!;
  const ticks = line.trim().split(/\s+/u).slice(1, 9).map(Number);
  const all = ticks.reduce((sum, some) => sum + some, 0);
  return { busy: all - ticks[3]! - ticks[4]!, all };
}

/** Of all threads, in user code and in the kernel. The name in parentheses may hold anything. */
function processTicks(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}
