import type { KnowledgePack } from './pack.ts';
import type { Problem } from './problem.ts';

/** How the knowledge pack stands: what is in use, and what keeps a newer state of its files from being taken over. */
export interface PackStanding {
  facts: number;
  articles: number;
  pollingStations: number;
  /** `YYYY-MM-DD` of the youngest article; left out where none has a day. */
  newest?: string;
  /** Since when this state is in use; ISO 8601 UTC. */
  takenOverAt: string;
  /** Of the files as they are now; none where what is in use is what the files say. */
  problems: Pick<Problem, 'file' | 'line'>[];
}

/** What there is to know of a pack besides its problems. Days after `today` (`YYYY-MM-DD`) are slips of somebody's and no age. */
export function packContents(pack: KnowledgePack, today: string): Omit<PackStanding, 'takenOverAt' | 'problems'> {
  const days = pack.documents
    .map(({ published, retrieved = '' }) => published || retrieved)
    .filter((day) => day !== '' && day <= today);
  const newest = days.reduce((latest, day) => (day > latest ? day : latest), '');
  return {
    facts: pack.facts.length,
    articles: pack.documents.length,
    pollingStations: pack.pollingStations.length,
    ...(newest === '' ? {} : { newest }),
  };
}
