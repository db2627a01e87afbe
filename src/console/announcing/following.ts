import type { Announcement } from '../../announcements/announcement.ts';
import { offersOf } from '../../announcements/offers.ts';
import type { Publishing } from '../../announcements/publishing.ts';
import { refusalText } from '../../announcements/words.ts';
import type { OfficialVisit } from '../route.ts';
import type { Show } from '../showing.ts';
import { FollowingPage } from '../views/following.tsx';
import { followWords as words } from '../views/words-watching.ts';
import { afterStep } from './deciding.ts';
import type { Looking } from './looking.ts';

type Run = (visit: OfficialVisit) => Promise<Response>;
type FollowUp = 'correction' | 'retraction';

/** What follows a wrong announcement: the page beside the old one, and drafting it. */
export interface FollowingUp {
  page(kind: FollowUp): Run;
  draft(kind: FollowUp): Run;
}

export function createFollowingUp(deps: {
  publishing: Pick<Publishing, 'followUp' | 'progress'>;
  looking: Looking;
  show: Show;
}): FollowingUp {
  const { publishing, looking, show } = deps;

  async function open(visit: OfficialVisit, original: Announcement, kind: FollowUp, typed?: { text: string; problem: string }) {
    const { c, official, formToken, actor } = visit;
    if (!offersOf(official, original).has(kind === 'correction' ? 'correct' : 'retract'))
      return looking.refused(visit, words.notNow);
    const outcome = await publishing.progress(actor, original.id);
    if (outcome.kind === 'refused') return looking.refused(visit, refusalText(outcome.refusal));
    const text = typed?.text ?? (kind === 'correction' ? original.content.text : words.retraction);
    const props = { official, formToken, original, kind, text, progress: outcome.value, problem: typed?.problem };
    return show(c, FollowingPage, props, typed === undefined ? 200 : 422);
  }

  return {
    page: (kind) => async (visit) => {
      const original = await looking.found(visit);
      return original instanceof Response ? original : open(visit, original, kind);
    },
    draft: (kind) => async (visit) => {
      const original = await looking.found(visit);
      if (original instanceof Response) return original;
      const text = (visit.form.get('text') ?? '').replaceAll('\r\n', '\n');
      if (text.trim() === '' || (kind === 'correction' && text.trim() === original.content.text.trim()))
        return open(visit, original, kind, { text, problem: words.unchanged });
      const outcome = await publishing.followUp(visit.actor, original.id, kind, { text });
      if (outcome.kind === 'refused') return open(visit, original, kind, { text, problem: refusalText(outcome.refusal) });
      return afterStep(visit, outcome.value.number, kind === 'correction' ? 'dinh-chinh' : 'thu-hoi');
    },
  };
}
