import type { KnowledgePack } from '../../elections/pack/pack.ts';
import { vietnamDate } from '../../elections/tense.ts';
import type { Lexicon } from '../../vietnamese/lexicon.ts';
import type { Asked } from '../question/asked.ts';
import { createCourtesy } from '../question/courtesy.ts';
import { readingsOf } from '../question/readings.ts';
import acceptance from './acceptance.json' with { type: 'json' };
import type { Acceptance } from './acceptance.ts';
import type { ArticleSearch } from './articles.ts';
import type { Candidate } from './candidate.ts';
import { type Askable, candidatesOf } from './collecting.ts';
import { createContraries } from './contraries.ts';
import { type Explanation, explanationOf } from './explanation.ts';
import { createIdeas, type Ideas } from './ideas.ts';
import model from './model.json' with { type: 'json' };
import type { Model } from './model.ts';
import { decideOn, type Verdict } from './verdict.ts';
import { createScales } from './weighing.ts';

/** Fitted on packs of facts, of articles and of both, large and small. */
const fitted: Model = { ...model, acceptance: acceptance as Acceptance };

/** What a message means in the light of a pack. */
export interface Understanding {
  decide(asked: Asked, now: Date): Verdict;
  /** Why it is decided so. */
  explain(asked: Asked, now: Date): Explanation;
  /** How rare a folded word is in what is asked and known, 0…1. */
  rarity(folded: string): number;
  /** The candidate of an id. */
  candidate(id: string): Candidate | undefined;
}

/** The ideas of the lexicon; its groups of synonyms are ideas too. */
export const ideasOf = ({ ideas, synonyms }: Pick<Lexicon, 'ideas' | 'synonyms'>): Ideas =>
  createIdeas(new Map([...ideas, ...synonyms.map((group): [string, string[]] => [group[0]!, group])]));

/** Made anew for every pack: about a second for a thousand things with twenty thousand wordings. Nothing is trained. */
export function createUnderstanding(
  pack: Askable & Pick<KnowledgePack, 'lexicon' | 'province'>,
  search: ArticleSearch = () => [],
): Understanding {
  const candidates = candidatesOf(pack);
  const byId = new Map(candidates.map((candidate) => [candidate.id, candidate]));
  const scales = createScales(candidates, ideasOf(pack.lexicon), {
    contraries: createContraries(pack.lexicon),
    topics: pack.questions.topics,
    talk: pack.questions.talk,
    province: pack.province,
    search,
  });
  const { openings, closings } = pack.questions.courtesy;
  const courtesy = createCourtesy(openings, closings);
  const decide = (asked: Asked, now: Date): Verdict =>
    decideOn(readingsOf(asked, courtesy, Number(vietnamDate(now).slice(0, 4))), scales, fitted);
  return {
    decide,
    explain: (asked, now) => explanationOf(decide(asked, now), fitted),
    rarity: scales.rarity,
    candidate: (id) => byId.get(id),
  };
}
