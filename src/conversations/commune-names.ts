import { type CommuneHit, searchCommunes } from '../elections/commune-search.ts';
import { createGazetteer, type Gazetteer } from '../elections/gazetteer.ts';
import type { KnowledgePack } from '../elections/pack/pack.ts';
import type { PlaceCandidate } from '../elections/place-mention.ts';
import { type Commune, placeTitle } from '../elections/places.ts';

/** Communes a text names: what is sure, what has to be asked back, what is in no list. Never the nearest guess. */
export interface NamedCommunes {
  found: Commune[];
  unclear: { name: string; candidates: Commune[] }[];
  unknown: { name: string; suggestions: string[]; elsewhere: string[] }[];
}

export interface CommuneNames {
  /** Every commune a sentence names. */
  read(text: string): NamedCommunes;
  /** The same of a text that is nothing but names, separated by commas. */
  list(text: string): NamedCommunes;
  /** Places to choose from while somebody types: today's communes, old ones and former districts, with the communes of today they mean. */
  search(typed: string): CommuneHit[];
  /** `02671` → `phường Cam Đường`; a code of no list is given back as it is. */
  title(code: string): string;
}

const typeOf = /^(xã|xa|phường|phuong|đặc khu|dac khu)\s/iu;
const typeNames: Record<string, Commune['type']> = { xa: 'xã', xã: 'xã', phuong: 'phường', phường: 'phường' };

/** Reads communes of the pack in use; it may be put in the place of another at any time. */
export function createCommuneNames(pack: () => KnowledgePack): CommuneNames {
  let read: KnowledgePack | undefined;
  let held: Gazetteer | undefined;
  const gazetteer = (): Gazetteer => {
    const inUse = pack();
    if (!held || read !== inUse) held = createGazetteer(inUse.communes, inUse.otherPlaces, inUse.communesElsewhere);
    read = inUse;
    return held;
  };

  /** A name that several places go by is clear only where its type was typed and one of them has it. */
  function sorted(named: NamedCommunes, name: string, typed: string, all: Commune[], others: number): void {
    const type = typeNames[typeOf.exec(typed)?.[1]?.toLowerCase() ?? ''];
    const ofType = type ? all.filter((commune) => commune.type === type) : [];
    const communes = ofType.length > 0 ? ofType : all;
    if (communes.length === 1 && (others === 0 || ofType.length === 1)) named.found.push(communes[0]!);
    else if (communes.length > 0) named.unclear.push({ name, candidates: communes });
  }

  const communesAmong = (candidates: PlaceCandidate[]) =>
    candidates.flatMap((candidate) => (candidate.kind === 'commune' ? [candidate.commune] : []));

  function readSentence(text: string): NamedCommunes {
    const named: NamedCommunes = { found: [], unclear: [], unknown: [] };
    for (const mention of gazetteer().find(text)) {
      const communes = communesAmong(mention.candidates);
      if (mention.kind === 'unknown') {
        const { elsewhere, suggestions } = elsewhereOf(mention.name);
        named.unknown.push({
          name: mention.name,
          suggestions: suggestions.length > 0 ? suggestions : mention.suggestions,
          elsewhere,
        });
      } else
        sorted(
          named,
          mention.name,
          text.slice(mention.start, mention.end),
          communes,
          mention.candidates.length - communes.length,
        );
    }
    return { ...named, found: [...new Set(named.found)] };
  }

  function elsewhereOf(name: string): { suggestions: string[]; elsewhere: string[] } {
    const lookup = gazetteer().lookup(name);
    return lookup.kind === 'unknown' ? lookup : { suggestions: [], elsewhere: [] };
  }

  return {
    read: readSentence,
    list(text) {
      const all: NamedCommunes = { found: [], unclear: [], unknown: [] };
      for (const name of text.split(/[,;\n]/u).map((typed) => typed.trim())) {
        if (name === '') continue;
        const byCode = pack().communes.find(({ code }) => code === name);
        const named = byCode ? { found: [byCode], unclear: [], unknown: [] } : readSentence(name);
        const lookup = gazetteer().lookup(name);
        const nothing = named.found.length + named.unclear.length + named.unknown.length === 0;
        if (nothing && lookup.kind === 'found') named.found.push(lookup.commune);
        else if (nothing && lookup.kind === 'ambiguous') sorted(named, name, name, lookup.candidates, 0);
        else if (nothing && lookup.kind === 'unknown') all.unknown.push({ name, ...lookup });
        all.found.push(...named.found);
        all.unclear.push(...named.unclear);
        all.unknown.push(...named.unknown);
      }
      return { ...all, found: [...new Set(all.found)] };
    },
    search: (typed) => searchCommunes(pack(), typed),
    title(code) {
      const commune = pack().communes.find((held) => held.code === code);
      return commune ? placeTitle(commune) : code;
    },
  };
}
