import type { KnowledgePack } from '../../elections/pack/pack.ts';
import { createCountCheck } from './counts.ts';
import { createDayCheck, createVotingHoursCheck, createWeekdayCheck, electionDay, pastDayCheck } from './days.ts';
import { createPlacesCheck } from './places.ts';
import { createAgeCheck, createInstrumentCheck, createTermCheck } from './rules.ts';
import { type ClaimFinding, claimsIn, type SentenceCheck } from './statement.ts';

/** More would not be read. */
const mostFindings = 12;

function checksOf(pack: KnowledgePack): SentenceCheck[] {
  const places = createPlacesCheck(pack);
  const year = Number(electionDay(pack)?.date.slice(0, 4) ?? 0);
  return [
    createDayCheck(pack),
    createWeekdayCheck(pack),
    createVotingHoursCheck(pack),
    pastDayCheck,
    createCountCheck(pack, year, places),
    createInstrumentCheck(pack),
    createAgeCheck(pack),
    createTermCheck(pack),
    places.check,
  ];
}

/**
 * Compares the text of an announcement with the pack in use, which may be put in the place of another at any time: days, hours, counts, units
 * and places that contradict it, each with its source. What the pack says nothing about is no contradiction.
 */
export function createFactCheck(pack: () => KnowledgePack): (text: string, now: Date) => readonly ClaimFinding[] {
  let read: KnowledgePack | undefined;
  let held: SentenceCheck[] = [];
  return (text, now) => {
    const inUse = pack();
    if (read !== inUse) held = checksOf(inUse);
    read = inUse;
    const found = new Map<string, ClaimFinding>();
    for (const claims of claimsIn(text))
      for (const check of held)
        for (const finding of check(claims, now)) if (!found.has(finding.code)) found.set(finding.code, finding);
    return [...found.values()].slice(0, mostFindings);
  };
}
