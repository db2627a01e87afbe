import { createHash } from 'node:crypto';
import type { AuditLog } from '../../announcements/people/audit.ts';
import { communeBoundOf, holds, isSamePerson, type Official, type Officials } from '../../announcements/people/officials.ts';
import type { EditMade, EditRefusal, EditTried, PackEdit, PackWriter } from '../../elections/pack/edit.ts';
import { vietnamDate } from '../../elections/tense.ts';
import { createProposalLog } from './log.ts';
import type { PackVersion, PackVersionLine, Proposal, ProposalStore } from './proposal.ts';

/** Why a step was not taken. */
export type ProposalRefusal =
  | EditRefusal
  | { kind: 'not-an-editor' | 'own' | 'ended' | 'unknown' }
  /** Nothing proves that it is as its proposer handed it in: see `Proposal.doubt`. */
  | { kind: 'unsealed' | 'altered' }
  /** Of an account that is bound to one commune: something else than polling stations of that commune. */
  | { kind: 'other-commune' };

/** Whether an account that is bound to one commune may see and propose this; accounts without such bounds: everything. */
export function isWithinBounds(official: Pick<Official, 'roles' | 'commune'>, edit: PackEdit): boolean {
  const bound = communeBoundOf(official);
  return bound === undefined || (bound !== '' && edit.kind === 'stations' && edit.commune === bound);
}

/** What a commune officer proposed, they may drop. */
const mayTakeBack = (official: Official, { person, edit }: Proposal): boolean =>
  holds(official, 'commune') && isSamePerson(official.person, [person]) && isWithinBounds(official, edit);

/** Nothing changes in the pack that two people did not want: an editor or a commune officer writes it, an editor who is another person publishes it. */
export interface Proposing {
  /** Refused with what `cutri check` says of it; nothing that does not fit is kept. */
  propose(
    official: Official,
    edit: PackEdit,
    group?: string,
  ): Promise<{ kind: 'proposed'; proposal: Proposal } | ProposalRefusal>;
  /** A proposal and, while it is open, what it would do now. */
  look(id: string): Promise<{ proposal: Proposal; tried: EditTried | undefined } | undefined>;
  /** Latest first. */
  list(): Promise<readonly Proposal[]>;
  publish(official: Official, id: string): Promise<Extract<EditMade, { kind: 'written' }> | ProposalRefusal>;
  drop(official: Official, id: string): Promise<{ kind: 'dropped' } | ProposalRefusal>;
  /** Latest first. */
  versions(): Promise<readonly PackVersionLine[]>;
  version(id: string): Promise<PackVersion | undefined>;
  /** Proposes to put a file back to what it was before a publication. */
  goBack(official: Official, version: string): Promise<{ kind: 'proposed'; proposal: Proposal } | ProposalRefusal>;
}

export interface ProposingDeps {
  store: ProposalStore;
  writer: PackWriter;
  /** What bounds a proposer has by the time it is published. */
  officials: Pick<Officials, 'list'>;
  audit: Pick<AuditLog, 'append' | 'latest'>;
  newId: () => string;
  now: () => Date;
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

function lineOf(version: PackVersion): PackVersionLine {
  const { before: _, after: __, ...line } = version;
  return line;
}

/** Why an editor may not publish it; nothing of the pack was looked at. */
async function refusalOf(
  held: Proposal,
  official: Official,
  { officials, hasEnded }: Pick<ProposingDeps, 'officials'> & { hasEnded: (id: string) => Promise<boolean> },
): Promise<Exclude<ProposalRefusal, EditRefusal> | undefined> {
  // First of all: whose it is cannot be believed either.
  if (held.doubt !== undefined) return { kind: held.doubt };
  if (isSamePerson(official.person, [held.person])) return { kind: 'own' };
  const proposer = (await officials.list()).find(({ id }) => id === held.by);
  if (proposer && !isWithinBounds(proposer, held.edit)) return { kind: 'other-commune' };
  return held.state !== 'open' || (await hasEnded(held.id)) ? { kind: 'ended' } : undefined;
}

/** Keeps what publications did to files. */
function createPublications({ versions, newId, now }: Pick<ProposalStore, 'versions'> & Pick<ProposingDeps, 'newId' | 'now'>) {
  return {
    async keep(proposal: Proposal, { file, before, after }: Extract<EditMade, { kind: 'written' }>, by: string): Promise<void> {
      const number = Math.max(0, ...(await versions.all()).map((one) => one.number)) + 1;
      const version = { id: newId(), number, proposal: proposal.id, file, before, after };
      const people = { proposedBy: proposal.by, publishedBy: by, at: now().toISOString() };
      await versions.change(version.id, () => ({ next: { ...version, ...people }, result: undefined }));
    },
    latest: async (): Promise<PackVersion[]> => (await versions.all()).sort((a, b) => b.number - a.number),
  };
}

export function createProposing({ store, writer, officials, audit, newId, now }: ProposingDeps): Proposing {
  const { proposals, versions } = store;
  const { keep, latest } = createPublications({ versions, newId, now });
  const { note, hasEnded } = createProposalLog(audit, now);

  async function propose(official: Official, edit: PackEdit, group?: string): ReturnType<Proposing['propose']> {
    if (!holds(official, 'editor') && !holds(official, 'commune')) return { kind: 'not-an-editor' };
    if (!isWithinBounds(official, edit)) return { kind: 'other-commune' };
    const tried = await writer.try(edit);
    if (tried.kind !== 'fits') return tried;
    const { id: by, person } = official;
    const of = group === undefined ? {} : { group };
    const proposal: Proposal = { id: newId(), edit, seen: tried.seen, by, person, day: vietnamDate(now()), state: 'open', ...of };
    await proposals.change(proposal.id, () => ({ next: proposal, result: undefined }));
    await note(official, 'knowledge-propose', proposal, 'done');
    return { kind: 'proposed', proposal };
  }

  /** Ends an open proposal; of two who end it at once one does. What nothing proves can only be dropped. */
  const end = (id: string, state: 'published' | 'dropped', by: string): Promise<Proposal | undefined> =>
    proposals.change(id, (held) =>
      held?.state === 'open' && (state === 'dropped' || held.doubt === undefined)
        ? { next: { ...held, state, endedBy: by }, result: held }
        : { next: held, result: undefined },
    );
  const reopen = (proposal: Proposal): Promise<void> =>
    proposals.change(proposal.id, () => ({ next: proposal, result: undefined }));

  async function make(official: Official, id: string): ReturnType<Proposing['publish']> {
    const proposal = await end(id, 'published', official.id);
    if (!proposal) return { kind: 'ended' };
    const made = await writer.make(proposal.edit, proposal.seen, official.id).catch(async (error: unknown) => {
      await reopen(proposal);
      throw error;
    });
    if (made.kind !== 'written') {
      await reopen(proposal);
      return made;
    }
    await note(official, 'knowledge-publish', proposal, 'done');
    await keep(proposal, made, official.id);
    return made;
  }

  return {
    propose,
    async look(id) {
      const proposal = await proposals.get(id);
      // A try reads and checks all of the pack.
      return proposal && { proposal, tried: proposal.state === 'open' ? await writer.try(proposal.edit) : undefined };
    },
    list: async () => (await proposals.all()).sort((a, b) => (a.day === b.day ? (a.id < b.id ? 1 : -1) : a.day < b.day ? 1 : -1)),
    async publish(official, id) {
      if (!holds(official, 'editor')) return { kind: 'not-an-editor' };
      const held = await proposals.get(id);
      if (!held) return { kind: 'unknown' };
      const refusal = await refusalOf(held, official, { officials, hasEnded });
      if (refusal) await note(official, 'knowledge-publish', held, refusal.kind);
      return refusal ?? make(official, id);
    },
    async drop(official, id) {
      const held = await proposals.get(id);
      if (!holds(official, 'editor') && !(held && mayTakeBack(official, held))) return { kind: 'not-an-editor' };
      const dropped = await end(id, 'dropped', official.id);
      if (dropped) await note(official, 'knowledge-drop', dropped, 'done');
      return { kind: dropped ? 'dropped' : 'ended' };
    },
    versions: async () => (await latest()).map(lineOf),
    version: (id) => versions.get(id),
    async goBack(official, id) {
      const version = await versions.get(id);
      if (!version) return { kind: 'unknown' };
      const last = (await latest()).find(({ file }) => file === version.file)!;
      return propose(official, { kind: 'restore', file: version.file, text: version.before, is: hashOf(last.after) });
    },
  };
}
