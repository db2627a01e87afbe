import type { AuditEntry, AuditLog } from './audit.ts';
import { isSamePerson, type Official } from './officials.ts';
import { isSignedIn, systemUserOf } from './signing-in.ts';

/** What is asked of an announcement here. */
interface Written {
  id: string;
  kind: string;
  author: string;
  writers: readonly string[];
}

/** That who wrote and who approves typed at one place: then one person may be both. */
export interface SameHands {
  /** `terminal`: a writer is signed in at the very terminal; `system-user`: a writer typed as the same user of the machine. */
  kind: 'terminal' | 'system-user';
  /** The user as the log names it, e.g. `cli:cutri/1001`. */
  place: string;
  /** Accounts of the writers who typed there. */
  writers: readonly string[];
}

const writing: readonly string[] = ['draft', 'edit', 'submit', 'correct', 'retract', 'remind'];
const mostEntries = 300;

/** Accounts that wrote it from a terminal, by the place the log names. */
function writersAt(entries: readonly AuditEntry[], place: string): string[] {
  const there = entries.filter(
    ({ from, action, outcome }) => from === place && place.startsWith('cli:') && outcome === 'done' && writing.includes(action),
  );
  return [...new Set(there.map(({ who }) => who))];
}

/** Whether whoever looks at it, or approves it, at a terminal types where somebody else wrote it. Nothing of a drill, and nothing for a writer. */
export async function sameHandsOf(
  terminal: string | undefined,
  { id, kind, author, writers }: Written,
  who: Official,
  { audit, officials, nowMs }: { audit: Pick<AuditLog, 'latest'>; officials: readonly Official[]; nowMs: number },
): Promise<SameHands | undefined> {
  if (terminal === undefined || kind === 'drill' || isSamePerson(who.person, writers)) return undefined;
  const beside = officials.filter(
    (one) => (one.id === author || isSamePerson(one.person, writers)) && isSignedIn(one, terminal, nowMs),
  );
  const place = `cli:${systemUserOf(terminal)}`;
  if (beside.length > 0) return { kind: 'terminal', place, writers: beside.map((one) => one.id) };
  const there = writersAt(await audit.latest({ subject: id, outcome: 'done', limit: mostEntries }), place).filter(
    (one) => one !== who.id,
  );
  return there.length > 0 ? { kind: 'system-user', place, writers: there } : undefined;
}

/** The same, from what the log says of one announcement that was approved. `entries`: those about it, in any order. */
export function sameHandsIn(
  { approval, kind }: Pick<Written, 'kind'> & { approval?: { by: string; at: string } },
  entries: readonly AuditEntry[],
): SameHands | undefined {
  if (!approval || kind === 'drill') return undefined;
  const given = entries.find(
    ({ action, outcome, at, who }) => action === 'approve' && outcome === 'done' && at === approval.at && who === approval.by,
  );
  if (!given) return undefined;
  const there = writersAt(entries, given.from).filter((one) => one !== approval.by);
  if (there.length === 0) return undefined;
  const kindThen = given.detail?.includes(detailOf.terminal) ? 'terminal' : 'system-user';
  return { kind: kindThen, place: given.from, writers: there };
}

const detailOf = { terminal: 'at the terminal of', 'system-user': 'as the system user of' } as const;

/** What the audit log says of it beside the approval. */
export const sameHandsDetail = ({ kind, writers }: SameHands): string => `${detailOf[kind]} ${writers.join(', ')}`;
