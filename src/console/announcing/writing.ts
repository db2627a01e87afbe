import type { Content } from '../../announcements/announcement.ts';
import type { Publishing } from '../../announcements/publishing.ts';
import type { StartingTexts } from '../../announcements/starting-texts/keeping.ts';
import { refusalText } from '../../announcements/words.ts';
import type { CommuneNames } from '../../conversations/commune-names.ts';
import type { OfficialVisit } from '../route.ts';
import { composeWords as words } from '../views/words-composing.ts';
import { type Composing, contentProblemText, fixedAudience } from './composing.ts';
import { contentOf, emptyForm, type FormContent, formOf } from './content-form.ts';
import { afterStep } from './deciding.ts';
import type { Looking } from './looking.ts';
import { readPicture } from './picture.ts';
import { copiedPlan, type PlanProblem, plannedIn } from './plan-form.ts';

type Run = (visit: OfficialVisit) => Promise<Response>;

/** Writing an announcement, changing it, and handing it to whoever approves. */
export type Writing = Record<'compose' | 'draft' | 'change' | 'save' | 'submit', Run>;

export function createWriting(deps: {
  publishing: Publishing;
  communes: CommuneNames;
  looking: Looking;
  composing: Composing;
  texts: Pick<StartingTexts, 'list'>;
  now: () => Date;
}): Writing {
  const { publishing, communes, looking, composing, texts, now } = deps;

  /** A new one from a template or from an earlier announcement; without either as it was left. */
  async function compose(visit: OfficialVisit): Promise<Response> {
    const { c, actor } = visit;
    const sought = c.req.query('mau');
    const begun = sought === undefined ? undefined : (await texts.list()).find(({ id }) => id === sought);
    if (begun) return composing.show(visit, { ...emptyForm, text: begun.text }, undefined);
    const copied = Number(c.req.query('tu') ?? 0);
    const source = Number.isSafeInteger(copied) && copied > 0 ? await publishing.find(actor, copied) : undefined;
    if (source?.kind === 'done') {
      const { kind, content } = source.value;
      const form = formOf({ kind, content });
      const audience = content.audience?.kind === 'reached' ? '' : form.audience;
      const plan = copiedPlan(content.repeat, now());
      return composing.show(visit, { ...form, audience, sendAt: '', expiresAt: '', plan }, undefined);
    }
    return composing.open(visit, emptyForm, undefined);
  }

  return {
    compose,
    submit: (visit) => handIn(visit, deps),
    async draft(visit) {
      const again = await composing.again(visit, undefined);
      if (again) return again;
      const { filled, content, problem } = await readPicture(publishing, visit);
      if (problem !== undefined) return composing.show(visit, filled, undefined, problem);
      const read = contentOf(filled, communes);
      if ('code' in read) return composing.show(visit, filled, undefined, contentProblemText(read));
      const planned = plannedIn(filled, now());
      if ('field' in planned) return composing.show(visit, filled, undefined, planned);
      const outcome = await publishing.draft(visit.actor, filled.kind, draftContent({ ...read.content, ...content, ...planned }));
      if (outcome.kind === 'refused') return composing.show(visit, filled, undefined, refusalText(outcome.refusal));
      await composing.saved(visit, undefined);
      return afterStep(visit, outcome.value.number, 'luu');
    },
    async change(visit) {
      const announcement = await looking.found(visit);
      return announcement instanceof Response ? announcement : composing.open(visit, formOf(announcement), announcement);
    },
    async save(visit) {
      const announcement = await looking.found(visit);
      if (announcement instanceof Response) return announcement;
      const again = await composing.again(visit, announcement);
      if (again) return again;
      const { id, number, version } = announcement;
      const { filled, content, problem: wrong } = await readPicture(publishing, visit);
      const refuse = (problem: string | PlanProblem) => composing.show(visit, filled, announcement, problem);
      // Written from an older one: what somebody else has changed since is not lost unseen.
      if (visit.form.get('version') !== String(version)) return refuse(words.changedMeanwhile);
      if (wrong !== undefined) return refuse(wrong);
      const read = contentOf(filled, communes, fixedAudience(announcement));
      if ('code' in read) return refuse(contentProblemText(read));
      const planned = plannedIn({ ...filled, kind: announcement.kind }, now());
      if ('field' in planned) return refuse(planned);
      const { repeat } = planned;
      const outcome = await publishing.edit(visit.actor, id, { ...read.content, ...content, repeat, text: filled.text });
      if (outcome.kind === 'refused') return refuse(refusalText(outcome.refusal));
      await composing.saved(visit, announcement);
      return afterStep(visit, number, 'luu');
    },
  };
}

/** What was filled in, without what was left empty. */
function draftContent(given: FormContent & { [Key in 'image' | 'linkPreview' | 'repeat']: Content[Key] | undefined }): Content {
  const { text = '', buttons, ...rest } = given;
  return { ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)), text, buttons };
}

/** Hands it to whoever approves, with a reason for each finding that stays. */
async function handIn(
  visit: OfficialVisit,
  { publishing, looking }: { publishing: Publishing; looking: Looking },
): Promise<Response> {
  const announcement = await looking.found(visit);
  if (announcement instanceof Response) return announcement;
  const { form, actor } = visit;
  const { id, number } = announcement;
  const preview = await publishing.preview(actor, id);
  if (preview.kind === 'refused') return looking.announcement(visit, refusalText(preview.refusal));
  if (preview.value.hash !== form.get('hash')) return looking.announcement(visit, refusalText({ code: 'not-what-was-shown' }));
  const given = preview.value.findings.flatMap(({ code }): [string, string][] => {
    const reason = (form.get(`reason:${code}`) ?? '').trim().slice(0, 500);
    return reason === '' ? [] : [[code, reason]];
  });
  const outcome = await publishing.submit(actor, id, Object.fromEntries(given));
  if (outcome.kind === 'refused') return looking.announcement(visit, refusalText(outcome.refusal));
  return afterStep(visit, number, 'trinh');
}
