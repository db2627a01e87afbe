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
