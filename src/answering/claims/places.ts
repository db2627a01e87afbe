/** Communes and former units an announcement names, against the list of the province. */

import type { Fact } from '../../elections/fact.ts';
import { createGazetteer } from '../../elections/gazetteer.ts';
import type { KnowledgePack } from '../../elections/pack/pack.ts';
import type { Commune } from '../../elections/places.ts';
import { canonical, fold } from '../../vietnamese/text.ts';
import type { ClaimFinding } from './finding.ts';
import { doubt as doubtful, type SentenceCheck, standing } from './statement.ts';

/** Such a name is spoken of as one that was. */
const formerly = /truoc day|truoc (?:sap nhap|hop nhat|sap xep|ngay 0?1\/7|khi)|sap nhap|hop nhat|sap xep|nguyen la/u;
const old = /(?<!\p{L})cũ(?!\p{L})/iu;
/** Typed without diacritics; `bầu cử`, `cử tri` and the like are other words. */
const bareOld = /(?<!(?:bau|ung|trung|tranh|de|phe)\s)(?<![a-z])cu(?![a-z])(?!\s(?:tri|the|hanh))/u;
const former = /(?<![a-z])(huyen|thi xa|thanh pho|tp\.?|tinh)\s+/gu;
const town = /(?<![a-z])thi tran [a-z]/u;

export interface PlacesCheck {
  check: SentenceCheck;
  /** Codes of the communes a text names for sure. */
  communesIn(text: string): string[];
}

export function createPlacesCheck(pack: KnowledgePack): PlacesCheck {
  const gazetteer = createGazetteer(pack.communes, pack.otherPlaces, pack.communesElsewhere);
  const listing = pack.facts.find(({ statement }) => statement.includes(`có ${pack.communes.length} đơn vị hành chính cấp xã`));
  const merged = pack.facts.find(({ statement }) => /tên xã, huyện cũ|không còn cấp huyện/iu.test(statement)) ?? listing;
  const provinces = pack.facts.find(({ statement }) => statement.includes('hợp nhất từ tỉnh'));
  const doubt = (code: string, message: string, fact: Fact | undefined): ClaimFinding =>
    doubtful(code, message, fact && standing(fact.sources, fact.statement));

  const communesOf = (text: string) =>
    gazetteer.find(text).flatMap(({ candidates, exactness, prefixed, end }) => {
      const communes = candidates.flatMap((candidate) => (candidate.kind === 'commune' ? [candidate.commune] : []));
      return communes.length === 1 && exactness !== 'repaired' && prefixed ? [{ commune: communes[0]!, end }] : [];
    });

  /** Districts and provinces that were: only where the word before says that this is meant. */
  function formerUnits(text: string, folded: string): ClaimFinding[] {
    return [...folded.matchAll(former)].flatMap((match) => {
      const type = match[1]!.replace('.', '');
      const rest = folded.slice(match.index + match[0].length);
      const kind = type === 'tinh' ? 'former-province' : 'former-district';
      const place = pack.otherPlaces
        .filter((one) => one.kind === kind && one.province === pack.province && startsWithName(rest, one.name))
        .sort((a, b) => b.name.length - a.name.length)[0];
      if (!place) return [];
      const written = text.slice(match.index, match.index + match[0].length + place.name.length);
      return [
        doubt(
          `former:${type}:${fold(place.name)}`,
          kind === 'former-province'
            ? `“${written}” là tên tỉnh trước khi hợp nhất; nay là tỉnh ${place.province}.`
            : `“${written}” không còn: từ 01/07/2025 không có cấp huyện.`,
          kind === 'former-province' ? (provinces ?? merged) : merged,
        ),
      ];
    });
  }

  function unknownCommune(name: string, suggestions: readonly string[]): ClaimFinding[] {
    const lookup = gazetteer.lookup(name);
    if (lookup.kind !== 'unknown' || lookup.elsewhere.length > 0) return [];
    const near = suggestions.length > 0 ? ` Gần giống: ${suggestions.join(', ')}.` : '';
    return [
      doubt(`place:${fold(name)}`, `Không có xã, phường nào tên “${name}” trong danh sách của tỉnh.${near}`, listing ?? merged),
    ];
  }

  /** `xã Cam Đường` where only a ward has the name; of a `thị xã` something else is said. */
  function otherType(text: string, start: number, name: string, communes: readonly Commune[]): ClaimFinding[] {
    const typed = /^(?:xã|phường|xa|phuong)(?=\s)/iu.exec(text.slice(start))?.[0];
    const named = communes[0];
    if (!typed || !named || /(?:thị|thi)\s+$/iu.test(text.slice(0, start))) return [];
    if (communes.some(({ type }) => fold(type) === fold(typed))) return [];
    const { type, name: own } = named;
    return [
      doubt(`type:${fold(typed)}:${fold(own)}`, `${own} là ${type}, không phải “${typed.toLowerCase()} ${name}”.`, listing),
    ];
  }

  return {
    communesIn: (text) => communesOf(text).map(({ commune }) => commune.code),
    check({ text, folded }) {
      const spokenAsOld =
        formerly.test(folded) || old.test(text) || (text.toLowerCase() === folded.toLowerCase() && bareOld.test(folded));
      if (pack.communes.length === 0 || spokenAsOld) return [];
      const places = gazetteer.find(text).flatMap(({ kind, name, start, prefixed, candidates, exactness, suggestions }) => {
        if (!prefixed) return [];
        const communes = candidates.flatMap((candidate) => (candidate.kind === 'commune' ? [candidate.commune] : []));
        if (kind === 'unknown') return isCommuneNamed(text, start) ? unknownCommune(name, suggestions) : [];
        if (exactness === 'repaired' && communes.length > 0 && canonical(name) !== canonical(communes[0]!.name))
          return unknownRepaired(name, communes);
        return otherType(text, start, name, communes);
      });
      const towns = town.test(folded)
        ? [doubt('former:thi tran', 'Từ 01/07/2025 không còn thị trấn, chỉ có xã và phường.', listing ?? merged)]
        : [];
      return [...places, ...formerUnits(text, folded), ...towns];
    },
  };

  function unknownRepaired(name: string, communes: readonly Commune[]): ClaimFinding[] {
    const near = [...new Set(communes.map(({ type, name: own }) => `${type} ${own}`))];
    return [
      doubt(`place:${fold(name)}`, `Không có xã, phường nào tên “${name}”. Gần giống: ${near.join(', ')}.`, listing ?? merged),
    ];
  }
}

/** `xã Tả Phìn`; not `Thông tấn xã Việt Nam`, `cấp xã (Điều 11)` or `Chủ tịch UBND xã Giàng A Sùng`. */
function isCommuneNamed(text: string, start: number): boolean {
  const before = fold(text.slice(0, start));
  return (
    /^(?:[Xx](?:ã|a)|XÃ|XA|[Pp]hường|[Pp]huong|PHƯỜNG|PHUONG) \p{Lu}/u.test(text.slice(start)) &&
    !/(?:\b(?:cap|tan|tac|thi|cac|moi) |(?:chu tich|bi thu|truong|dong chi|ong|ba(?! con)|can bo|cong chuc)\b[^,.]{0,80})$/u.test(
      before,
    )
  );
}

function startsWithName(rest: string, name: string): boolean {
  const folded = fold(name);
  return rest.startsWith(folded) && !/^[a-z0-9]/u.test(rest.slice(folded.length));
}
