/** One official's word that exactly this may go to exactly these. */
export interface Approval {
  /** Account and person who gave it. */
  by: string;
  person: string;
  at: string;
  /** `contentHash` at that moment. */
  hash: string;
  /** Recipients shown at that moment. */
  count: number;
  /** The body it speaks for. */
  issuer: string;
  /** How often the approver's and the author's accounts had been disabled by then. */
  terms: readonly number[];
  /** Chain of the last entry of the audit log at that moment: the log has to contain it for good. */
  auditHead: string;
  /** Absent: in their own name. */
  behalf?: ApprovalBehalf;
  /** How far the store had come at that moment: one that has come less far is an older one put back. */
  epoch?: number;
  /** HMAC-SHA-256 over the fields above and the announcement's id, under a key that is not kept with the data. */
  seal: string;
}

/** In whose name it was given, and by which delegation, as that stood then. */
export interface ApprovalBehalf {
  /** Account and person who delegated. */
  of: string;
  person: string;
  /** Id, see `Delegation`. */
  delegation: string;
  from: string;
  until: string;
}

/** What is wrong with an approval. */
export type ApprovalFlaw =
  | 'not-approved'
  | 'content-changed'
  | 'image-changed'
  | 'not-sealed-here'
  | 'issuer-changed'
  | 'by-a-writer'
  | 'delegator-wrote'
  | 'delegation-void'
  | 'not-as-template'
  | 'not-as-planned'
  | 'not-as-logged'
  /** Two persons have begun the audit log anew since. */
  | 'before-restart'
  | 'no-longer-approver'
  | 'author-no-longer-author'
  | 'too-old';
