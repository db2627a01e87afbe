/** The rooms that are tested by mutants, and their nearest tests: those alone are run for a mutant, the others only for what survived them (`--wide`). */
export const rooms: Readonly<Record<string, readonly string[]>> = {
  vietnamese: ['test/vietnamese/**/*.test.ts'],
  elections: ['test/elections/**/*.test.ts'],
  answering: ['test/answering/**/*.test.ts'],
  announcements: ['test/announcements/**/*.test.ts'],
  channels: ['test/channels/**/*.test.ts'],
  stores: ['test/stores/**/*.test.ts'],
  web: ['test/web/**/*.test.ts'],
};

/** At least so much of what a room's tests are tried with has to be found out, in percent. */
export const target = 85;

/** Nearest tests of a file of `src/`; of one outside the rooms those in the folder of the same name. */
export function nearestTests(file: string): readonly string[] {
  const room = file.split('/')[1] ?? '';
  return rooms[room] ?? [`test/${room}/**/*.test.ts`];
}
