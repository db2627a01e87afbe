import type { Lexicon } from '../../vietnamese/lexicon.ts';
import type { Milestone } from '../calendar.ts';
import type { Fact } from '../fact.ts';
import type { Commune, CommuneElsewhere, ElectoralUnit, OldCommune, OtherPlace, PollingStation } from '../places.ts';
import type { SourceDocument } from './document.ts';
import type { PackQuestions } from './questions.ts';

/** Everything the bot may say something from, loaded and validated. A pack of documents alone has the rest empty. */
export interface KnowledgePack {
  /** Name of the province the pack is for, e.g. `Lào Cai`; empty for a pack of documents alone. */
  province: string;
  documents: SourceDocument[];
  facts: Fact[];
  milestones: Milestone[];
  communes: Commune[];
  otherPlaces: OtherPlace[];
  /** Communes of before the mergers, and where they are now. */
  oldCommunes: OldCommune[];
  /** Communes of other provinces: known so that none is taken for one of ours with a slip in it. */
  communesElsewhere: CommuneElsewhere[];
  electoralUnits: ElectoralUnit[];
  pollingStations: PollingStation[];
  lexicon: Lexicon;
  questions: PackQuestions;
}
