import { createHash } from 'node:crypto';
import { holds, isSamePerson, type Official } from '../../announcements/people/officials.ts';
import type { EditMade, EditRefusal, EditTried, PackEdit, PackWriter } from '../../elections/pack/edit.ts';
import { vietnamDate } from '../../elections/tense.ts';
import type { PackVersion, PackVersionLine, Proposal, ProposalStore } from './proposal.ts';

/** Why a step was not taken. */
export type ProposalRefusal = EditRefusal | { kind: 'not-an-editor' | 'own' | 'ended' | 'unknown' };

/** Nothing changes in the pack that two editors did not want: one writes it, another person publishes it. */
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
  newId: () => string;
  now: () => Date;
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

function lineOf(version: PackVersion): PackVersionLine {
  const { before: _, after: __, ...line } = version;
  return line;
}

export function createProposing({ store, writer, newId, now }: ProposingDeps): Proposing {
  const { proposals, versions } = store;

  async function propose(official: Official, edit: PackEdit, group?: string): ReturnType<Proposing['propose']> {
    if (!holds(official, 'editor')) return { kind: 'not-an-editor' };
    const tried = await writer.try(edit);
    if (tried.kind !== 'fits') return tried;
    const proposal: Proposal = {
      ...{
        id: newId(),
        edit,
        seen: tried.seen,
        by: official.id,
        person: official.person,
        day: vietnamDate(now()),
        state: 'open',
      },
      ...(group === undefined ? {} : { group }),
    };
    await proposals.change(proposal.id, () => ({ next: proposal, result: undefined }));
    return { kind: 'proposed', proposal };
  }

  /** Ends an open proposal; of two who end it at once one does. */
  const end = (id: string, state: 'published' | 'dropped', by: string): Promise<Proposal | undefined> =>
    proposals.change(id, (held) =>
      held?.state === 'open' ? { next: { ...held, state, endedBy: by }, result: held } : { next: held, result: undefined },
    );
  const reopen = (proposal: Proposal): Promise<void> =>
    proposals.change(proposal.id, () => ({ next: proposal, result: undefined }));

  async function keep(proposal: Proposal, made: Extract<EditMade, { kind: 'written' }>, by: string): Promise<void> {
    const { file, before, after } = made;
    const number = Math.max(0, ...(await versions.all()).map((one) => one.number)) + 1;
    const version = { id: newId(), number, proposal: proposal.id, file, before, after };
    const people = { proposedBy: proposal.by, publishedBy: by, at: now().toISOString() };
    await versions.change(version.id, () => ({ next: { ...version, ...people }, result: undefined }));
  }

  const latest = async (): Promise<PackVersion[]> => (await versions.all()).sort((a, b) => b.number - a.number);

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
      if (isSamePerson(official.person, [held.person])) return { kind: 'own' };
      const proposal = await end(id, 'published', official.id);
      if (!proposal) return { kind: 'ended' };
      try {
        const made = await writer.make(proposal.edit, proposal.seen, official.id);
        if (made.kind === 'written') await keep(proposal, made, official.id);
        else await reopen(proposal);
        return made;
      } catch (error) {
        await reopen(proposal);
        throw error;
      }
    },
    async drop(official, id) {
      if (!holds(official, 'editor')) return { kind: 'not-an-editor' };
      return (await end(id, 'dropped', official.id)) ? { kind: 'dropped' } : { kind: 'ended' };
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
