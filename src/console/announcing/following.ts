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
import { type ReadForm, readPicture } from './picture.ts';

type Run = (visit: OfficialVisit) => Promise<Response>;
type FollowUp = 'correction' | 'retraction';

/** What follows a wrong announcement: the page beside the old one, and drafting it. */
export interface FollowingUp {
  page(kind: FollowUp): Run;
  draft(kind: FollowUp): Run;
}

/** What was filled in, to be shown again. */
interface Typed extends Pick<ReadForm, 'filled' | 'content'> {
  problem: string | undefined;
}

/** A picture that was wrong is corrected with the same words. */
const isOther = (image: Announcement['content']['image'], { content }: Announcement): boolean =>
  image !== undefined && image.sha256 !== content.image?.sha256;

export function createFollowingUp(deps: {
  publishing: Pick<Publishing, 'addImage' | 'followUp' | 'progress'>;
  looking: Looking;
  show: Show;
}): FollowingUp {
  const { publishing, looking, show } = deps;

  async function open(visit: OfficialVisit, original: Announcement, kind: FollowUp, typed?: Typed) {
    const { c, official, formToken, actor } = visit;
    if (!offersOf(official, original).has(kind === 'correction' ? 'correct' : 'retract'))
      return looking.refused(visit, words.notNow);
    const outcome = await publishing.progress(actor, original.id);
    if (outcome.kind === 'refused') return looking.refused(visit, refusalText(outcome.refusal));
    const text = typed?.filled.text ?? (kind === 'correction' ? original.content.text : words.retraction);
    const { image = '', imageAlt = '' } = typed?.filled ?? {};
    const picture = { image, imageAlt, shown: typed?.content.image };
    const props = { official, formToken, original, kind, text, picture, progress: outcome.value, problem: typed?.problem };
    return show(c, FollowingPage, props, typed?.problem === undefined ? 200 : 422);
  }

  return {
    page: (kind) => async (visit) => {
      const original = await looking.found(visit);
      return original instanceof Response ? original : open(visit, original, kind);
    },
    draft: (kind) => async (visit) => {
      const original = await looking.found(visit);
      if (original instanceof Response) return original;
      const read = await readPicture(publishing, visit);
      if (visit.form.get('do') === 'unpicture') return open(visit, original, kind, { ...read, problem: undefined });
      if (read.problem !== undefined) return open(visit, original, kind, { ...read, problem: read.problem });
      const { text } = read.filled;
      const { image } = read.content;
      const isSame = kind === 'correction' && text.trim() === original.content.text.trim() && !isOther(image, original);
      if (text.trim() === '' || isSame) return open(visit, original, kind, { ...read, problem: words.unchanged });
      const outcome = await publishing.followUp(visit.actor, original.id, kind, { text, ...(image ? { image } : {}) });
      if (outcome.kind === 'refused') return open(visit, original, kind, { ...read, problem: refusalText(outcome.refusal) });
      return afterStep(visit, outcome.value.number, kind === 'correction' ? 'dinh-chinh' : 'thu-hoi');
    },
  };
}
