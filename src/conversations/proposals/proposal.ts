import type { PackEdit } from '../../elections/pack/edit.ts';
import type { Records } from '../../messaging/records.ts';

/** A change of the pack that one editor wrote and another publishes. */
export interface Proposal {
  id: string;
  edit: PackEdit;
  /** Fingerprint of what it is about as its writer saw it. */
  seen: string;
  /** Id of the official, and who that is: accounts of one person never publish what the other proposed. */
  by: string;
  person: string;
  /** Vietnam day, `YYYY-MM-DD`. */
  day: string;
  /** Id of the group of unanswered questions it came of. */
  group?: string;
  state: 'open' | 'published' | 'dropped';
  /** Who published or dropped it. */
  endedBy?: string;
  /** Only on what is read under the approval key: why nothing proves that it is as it was handed in. Never kept. */
  doubt?: 'unsealed' | 'altered';
  /** Written and read by the store alone. */
  seal?: string;
}

/** What a publication did to a file. */
export interface PackVersion {
  id: string;
  /** Place in the order of publications, from 1. */
  number: number;
  proposal: string;
  file: string;
  before: string;
  after: string;
  proposedBy: string;
  publishedBy: string;
  /** ISO 8601 UTC. */
  at: string;
}

/** The same without the file's text. */
export type PackVersionLine = Omit<PackVersion, 'before' | 'after'>;

/** Proposals and every version there was. */
export interface ProposalStore {
  proposals: Records<Proposal>;
  versions: Records<PackVersion>;
}
