/** Senders of one lane, each with one delivery at a time. */
export interface Crew {
  /** Works until there is no more work; rejects when a piece of it did. */
  run(): Promise<void>;
}

export interface CrewDeps {
  /** The lane's pace. */
  perSecond: number;
  /** Members at most, those that wait for their turn included. */
  most: number;
  /** One piece of work; says whether there was any. `turned` is called when its turn has come and an answer is waited for. */
  one: (turned: () => void) => Promise<boolean>;
}

/** Turns so far ahead have somebody who waits for them, s: a process that stands still for as long loses none. */
const readySeconds = 0.5;
const fewestReady = 2;

/**
 * As many members wait for an answer as the platform is slow, and a few more for their turn: who gets a turn is replaced, who is done and not needed goes.
 * So the number in flight is the time that answers take times the pace, at once and without being estimated.
 */
export function createCrew({ perSecond, most, one }: CrewDeps): Crew {
  const ready = Math.min(most, Math.max(fewestReady, Math.ceil(perSecond * readySeconds)));
  let members = 0;
  let waiting = 0;
  let isOver = false;

  async function member(fill: () => void): Promise<void> {
    while (!isOver && waiting < ready) {
      let isWaiting = true;
      waiting += 1;
      const end = () => {
        if (isWaiting) waiting -= 1;
        isWaiting = false;
      };
      const worked = await one(() => {
        end();
        fill();
      });
      end();
      isOver ||= !worked;
    }
  }

  return {
    run: () =>
      new Promise((resolve, reject) => {
        function ended(): void {
          members -= 1;
          if (members === 0) resolve();
        }
        function fill(): void {
          while (!isOver && waiting < ready && members < most) {
            members += 1;
            member(fill).then(ended, reject);
          }
        }
        fill();
      }),
  };
}
