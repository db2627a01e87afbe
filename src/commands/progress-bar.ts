import { SingleBar } from 'cli-progress';
import type { CommandIo } from './io.ts';

/** A bar on stderr that only a person sees; it is gone when what it shows is over. */
export interface ProgressBar {
  /** The first call draws the bar; `done` equal to `total` ends it. `note` stands after it. */
  show(done: number, total: number, note?: string): void;
  stop(): void;
}

/** `fewest`: with less to do it is over before a bar could be read. */
export function createProgressBar(doing: string, io: Pick<CommandIo, 'err' | 'interactive'>, fewest: number): ProgressBar {
  let bar: SingleBar | undefined;
  function stop(): void {
    bar?.stop();
    bar = undefined;
  }
  return {
    show(done, total, note = '') {
      if (!io.interactive || total < fewest) return;
      if (bar) bar.update(done, { note });
      else if (done < total) {
        bar = drawnOn(io, doing);
        bar.start(total, done, { note });
      }
      if (done >= total) stop();
    },
    stop,
  };
}

function drawnOn(io: Pick<CommandIo, 'err'>, doing: string): SingleBar {
  const stream = { isTTY: true, columns: 80, write: (text: string) => io.err(text) };
  return new SingleBar({
    format: `${doing} {bar} {value}/{total} {note}`,
    hideCursor: true,
    clearOnComplete: true,
    stream: stream as never,
  });
}
