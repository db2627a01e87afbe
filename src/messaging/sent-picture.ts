/** What became of fetching a picture that somebody sent. */
export type SentPicture =
  | { kind: 'got'; bytes: Uint8Array }
  | { kind: 'too-large' }
  /** The platform gives it out no more, or never did. */
  | { kind: 'gone' }
  /** Not now. */
  | { kind: 'unavailable' };

/** Fetches a picture from the platform it was sent on, at most so many bytes. `name`: the platform's, as it came with the message. Never rejects. */
export type FetchPicture = (name: string, mostBytes: number) => Promise<SentPicture>;
