import { type ApprovedHead, type AuditEntry, type AuditLog, type AuditVerdict, auditBeginning, verifyAudit } from './audit.ts';

/** What is wrong with the audit log. */
export type LogFlaw = Extract<AuditVerdict, { kind: 'broken' }>;

/** How the log was when it was last looked at; `unchecked`: it was not yet, or could not be read. */
export type LogStanding = 'whole' | 'broken' | 'unchecked';

/** Holds every announcement back while the audit log is not as it was written. Rejects where the log cannot be read, or a seal is broken. */
export interface LogGuard {
  /**
   * Why nothing may be let go this moment; `undefined`: the log is whole. What this process has found whole before is not read again, only what was
   * added since, and what new approvals say of it; where anything about that is not right, the whole log decides.
   */
  flaw(): Promise<LogFlaw | undefined>;
  /** What was found last, without reading anything; the first time, and after a failure, as `flaw`. */
  known(): Promise<LogFlaw | undefined>;
  /** Looks again where that is due, beside everything else; never rejects, nothing waits for it. `isBusy`: something is being sent. */
  watch(isBusy: boolean): void;
  /** Whether an approval is of before two persons began the log anew: it counts no more. As far as the last look knows. */
  isVoid(approval: { at: string } | undefined): boolean;
  standing(): LogStanding;
  /** Resolves once no look is under way. */
  settled(): Promise<void>;
}

export interface LogGuardDeps {
  audit: Pick<AuditLog, 'entries'>;
  /** See `chained`. */
  auditKey: string | undefined;
  /** Heads that approvals were given at: of all announcements, or of those that may still be sent. */
  approvedHeads(which: 'all' | 'open'): Promise<readonly ApprovedHead[]>;
  now: () => Date;
  /** Lets others have a turn, again and again while it goes on. */
  rest: () => Promise<unknown>;
  /** Called when what is known changes: `undefined` once a broken log is whole again. */
  report(flaw: LogFlaw | undefined): void;
  /** A look that failed while nobody waited for it. */
  failed(error: unknown): void;
}

/** While something is being sent, and while the log is broken. */
const busyMs = 60_000;
/** All of it again, whatever was found whole before: a database can be written by others while the service runs. */
const wholeMs = 600_000;

type Entry = Pick<AuditEntry, 'number' | 'chain' | 'previous' | 'at'>;

/** What was found whole. */
interface Proved {
  /** `undefined`: the log was empty. */
  last: Entry | undefined;
  /** Heads of approvals that were in it. */
  heads: Set<string>;
  /** When the log was begun anew. */
  begunAt?: string | undefined;
}

export function createLogGuard(deps: LogGuardDeps): LogGuard {
  const { now, report, failed } = deps;
  let proved: Proved | undefined;
  let found: { flaw: LogFlaw | undefined } | undefined;
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  let wholeAtMs = Number.NEGATIVE_INFINITY;
  /** What follows the last right entry says nothing of what was found wrong before it. */
  let isOnlyWholeRight = false;
  let turn: Promise<unknown> = Promise.resolve();
  let isLooking = false;

  async function look(isWhole: boolean): Promise<LogFlaw | undefined> {
    try {
      if (!isWhole && !isOnlyWholeRight && proved && (await followOn(deps, proved))) return know(undefined);
      const whole = await readWhole(deps, proved);
      isOnlyWholeRight = 'kind' in whole;
      if ('kind' in whole) return know(whole);
      proved = whole;
      wholeAtMs = now().getTime();
      return know(undefined);
    } catch (error) {
      found = undefined;
      throw error;
    } finally {
      lookedAtMs = now().getTime();
    }
  }

  function know(flaw: LogFlaw | undefined): LogFlaw | undefined {
    const before = found;
    found = { flaw };
    // Once, however often it is asked for.
    if (flaw ? !isSame(before?.flaw, flaw) : before?.flaw) report(flaw);
    return flaw;
  }

  /** One look at a time, each begun after it was asked for. */
  function inTurn(isWhole: boolean): Promise<LogFlaw | undefined> {
    const looking = turn.then(() => look(isWhole));
    turn = looking.catch(() => undefined);
    return looking;
  }

  return {
    flaw: () => inTurn(false),
    known: async () => (found ? found.flaw : inTurn(false)),
    watch(isBusy) {
      if (isLooking) return;
      const isWhole = isOver(wholeAtMs, wholeMs);
      if (!isWhole && !((isBusy || found?.flaw) && isOver(lookedAtMs, busyMs))) return;
      // A broken log is looked at once a minute, not at every chance.
      if (found?.flaw && !isOver(lookedAtMs, busyMs)) return;
      isLooking = true;
      void inTurn(isWhole)
        .catch(failed)
        .finally(() => {
          isLooking = false;
        });
    },
    isVoid: (approval) => approval !== undefined && proved?.begunAt !== undefined && approval.at <= proved.begunAt,
    standing: () => (found === undefined ? 'unchecked' : found.flaw ? 'broken' : 'whole'),
    async settled() {
      await turn;
    },
  };

  /** Either way: a clock that was set back ends no watch. */
  function isOver(atMs: number, forMs: number): boolean {
    return Math.abs(now().getTime() - atMs) >= forMs;
  }
}

const isSame = (one: LogFlaw | undefined, other: LogFlaw): boolean => one?.entry === other.entry && one.why === other.why;

/** Whether what follows is as it should be, from the last entry that was found whole on, which has to be there still. Then it is known too. */
async function followOn({ approvedHeads, audit, auditKey, rest }: LogGuardDeps, proved: Proved): Promise<boolean> {
  const { last, heads } = proved;
  const approved = (await approvedHeads('open')).filter(({ head }) => !heads.has(head));
  const seen = ending(audit.entries(last && last.number - 1));
  const verdict = await verifyAudit(seen.entries, {
    heads: last ? [last.chain] : [],
    approved,
    key: auditKey,
    rest,
    ...(last ? { from: { number: last.number - 1, chain: last.previous } } : {}),
  });
  if (verdict.kind === 'broken' || verdict.cut || verdict.restart) return false;
  proved.last = seen.last() ?? last;
  for (const { head } of approved) heads.add(head);
  return true;
}

/** `before`: what this process has found whole is sought in it as well, but for what was removed since. */
async function readWhole({ audit, auditKey, approvedHeads, rest }: LogGuardDeps, before: Proved | undefined) {
  // Before the log: whatever approval there is now, its head is in what is read after.
  const approved = await approvedHeads('all');
  const last = before?.last;
  const seen = ending(audit.entries());
  const verdict = await verifyAudit(seen.entries, {
    approved: [...approved, ...(last ? [{ head: last.chain, at: last.at }] : [])],
    key: auditKey,
    rest,
  });
  if (verdict.kind === 'broken') return verdict;
  return {
    last: seen.last(),
    begunAt: verdict.restart?.at,
    heads: new Set([auditBeginning, ...approved.map(({ head }) => head)]),
  } satisfies Proved;
}

/** Entries as they are read, and the last of them. */
function ending(all: AsyncIterable<AuditEntry>): { entries: AsyncIterable<AuditEntry>; last(): Entry | undefined } {
  let last: Entry | undefined;
  async function* entries() {
    for await (const entry of all) {
      const { number, chain, previous, at } = entry;
      last = { number, chain, previous, at };
      yield entry;
    }
  }
  return { entries: entries(), last: () => last };
}
