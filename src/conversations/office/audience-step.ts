import type { Announcement } from '../../announcements/announcement.ts';
import type { Audience } from '../../announcements/sending/audience.ts';
import type { Reply } from '../../answering/reply/reply.ts';
import { placeTitle } from '../../elections/places.ts';
import { fold } from '../../vietnamese/text.ts';
import type { CommuneNames } from '../commune-names.ts';
import type { Ask } from './asking.ts';
import type { Drafting } from './drafting.ts';
import { askFor } from './grammar.ts';
import { said, type Visit } from './views.ts';
import { audienceChoices, officialWords as words } from './words.ts';

/** What the next message is taken for while somebody names communes. */
export type AudienceExpectation = { by: 'writing'; what: 'communes'; number: number };

/** Choosing whom an announcement goes to; never a guess. */
export interface AudienceStep {
  /** `argument`: what was pressed or typed after the verb; empty: shows what there is to choose. */
  choose(visit: Visit, announcement: Announcement, argument: string): Promise<Reply>;
  /** Names or codes of communes, separated by commas. */
  toCommunes(visit: Visit, announcement: Announcement, typed: string): Promise<Reply>;
}

const audiences: Record<string, Audience> = {
  tatca: { kind: 'everyone' },
  moc: { kind: 'topics', topics: ['milestones'] },
  caicach: { kind: 'topics', topics: ['reform'] },
};

export function createAudienceStep(communes: CommuneNames, drafting: Drafting, ask: Ask<AudienceExpectation>): AudienceStep {
  async function toCommunes(visit: Visit, announcement: Announcement, typed: string): Promise<Reply> {
    const { number } = announcement;
    const { found, unclear, unknown } = communes.list(typed);
    const askAgain = (...said: [text: string, choices?: Parameters<typeof ask>[3]]) =>
      ask(visit, { by: 'writing', what: 'communes', number }, ...said);
    if (unknown[0]) return askAgain(words.unknownCommune(unknown[0].name, unknown[0].suggestions));
    if (unclear[0])
      return askAgain(
        words.whichCommune(unclear[0].name),
        unclear[0].candidates.map((commune) =>
          askFor(placeTitle(commune), {
            number,
            verb: 'audience',
            argument: [...found.map(({ code }) => code), commune.code].join(', '),
          }),
        ),
      );
    if (found.length === 0) return askAgain(words.askCommunes(number));
    return drafting.edit(visit, announcement, { audience: { kind: 'communes', communes: found.map(({ code }) => code) } });
  }

  return {
    async choose(visit, announcement, argument) {
      const { number } = announcement;
      if (argument === '') return said(words.askAudience, audienceChoices(number));
      const chosen = audiences[fold(argument).replace(/\s/gu, '')];
      if (chosen) return drafting.edit(visit, announcement, { audience: chosen });
      if (argument === 'xa') return ask(visit, { by: 'writing', what: 'communes', number }, words.askCommunes(number));
      return toCommunes(visit, announcement, argument);
    },
    toCommunes,
  };
}
