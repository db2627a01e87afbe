/** Which rooms a room of the same house may import: `''` is the house's own folder. A house that is not named here has one room, or rooms that may know each other. */
export const roomDirections: Record<string, Record<string, readonly string[]>> = {
  elections: { '': [], pack: [''] },
  answering: {
    question: [],
    search: ['question'],
    claims: ['question', 'search'],
    verdict: ['question', 'search', 'claims'],
    reply: ['question', 'search', 'claims', 'verdict'],
    places: ['question', 'search', 'claims', 'verdict', 'reply'],
    '': ['question', 'search', 'claims', 'verdict', 'reply', 'places'],
  },
  announcements: {
    people: [],
    translations: [],
    sending: ['translations'],
    templates: ['sending'],
    images: [],
    repeating: [],
    '': ['images', 'people', 'repeating', 'sending', 'templates', 'translations'],
    consent: ['', 'people', 'sending'],
    emergency: ['', 'images', 'people', 'sending', 'templates', 'translations'],
    delegating: ['', 'people'],
    series: ['', 'people', 'repeating'],
    'starting-texts': ['people'],
    retention: ['', 'people', 'sending'],
  },
  conversations: {
    inbox: [],
    notices: [],
    '': ['inbox', 'notices'],
    office: ['', 'inbox', 'notices'],
    'own-data': [''],
    proposals: [],
    unanswered: ['', 'inbox'],
    counting: ['', 'inbox'],
  },
  channels: { '': [], telegram: [''], 'zalo-oa': [''], 'zalo-bot': [''], web: [''] },
  sources: { '': [], stations: [''], writing: ['', 'stations'] },
  stores: {
    '': [],
    persons: [''],
    images: [''],
    proposals: [],
    'starting-texts': [],
    embedded: ['', 'persons', 'images', 'proposals', 'starting-texts'],
    postgres: ['', 'embedded', 'proposals', 'starting-texts'],
  },
  web: { http: [], page: ['http'], '': ['http', 'page'] },
  console: {
    views: [],
    'signing-in': ['', 'views'],
    announcing: ['', 'views'],
    emergency: ['', 'views', 'announcing'],
    'starting-texts': ['', 'views'],
    knowing: ['', 'views'],
    people: ['', 'views'],
    overview: ['', 'views'],
    '': ['signing-in', 'announcing', 'emergency', 'knowing', 'people', 'overview', 'starting-texts', 'views'],
  },
  commands: {
    '': ['announce', 'control'],
    announce: ['', 'control'],
    control: [''],
    poster: [''],
    subscribers: ['', 'announce'],
    delegating: ['', 'announce'],
    help: [],
    retention: ['', 'announce', 'subscribers'],
  },
};

/** House and room of a path from `src/`: `answering/search/query.ts` → `answering`, `search`. */
export function roomOf(path: string): { house: string; room: string; folder: string } {
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  const [house = '', ...room] = folder.split('/');
  return { house, room: room.join('/'), folder };
}

/** The circle of imports a file stands in, as paths from it back to it; `undefined` when it stands in none. Types count as well. */
export function circleOf(path: string, importsOf: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const ways = new Map<string, string[]>([[path, [path]]]);
  for (const [at, way] of ways) {
    for (const target of importsOf.get(at) ?? []) {
      if (target === path) return [...way, path];
      if (!ways.has(target)) ways.set(target, [...way, target]);
    }
  }
  return undefined;
}
