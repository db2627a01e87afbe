import type { SourceDocument } from './document.ts';

/** Where documents come from. The contract every implementation passes is `test/contracts/source.ts`. */
export interface KnowledgeSource {
  documents(): AsyncIterable<SourceDocument>;
}
