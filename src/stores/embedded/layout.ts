/**
 * Counts the changes of what the embedded store keeps (a file, a field): raised by each, together with a store of the version before in
 * `test/fixtures/stores/`. A folder of a lower one is backed up before it is taken over. 0: before there was a count.
 */
export const storeLayout = 6;

/** The files of the embedded store, by what they hold. */
export const storeFiles = {
  inbox: 'inbox.journal',
  outbox: 'outbox.journal',
  office: 'office.json',
  subscribers: 'subscribers.journal',
  pace: 'pace.json',
  tombstones: 'forgotten.json',
  tickets: 'tickets.json',
  chats: 'chats.journal',
  unanswered: 'unanswered.json',
  askers: 'askers.json',
  proposals: 'proposals.json',
  versions: 'versions.json',
  counts: 'counts.json',
  startingTexts: 'starting-texts.json',
  pushes: 'pushes.json',
  keys: 'push-keys.json',
} as const;

/** Where subscribers were before they had a journal; gone once they have. */
export const earlierSubscribers = 'subscribers.json';
