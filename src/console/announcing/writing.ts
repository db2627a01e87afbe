import type { Publishing } from '../../announcements/publishing.ts';
import { refusalText } from '../../announcements/words.ts';
import type { CommuneNames } from '../../conversations/commune-names.ts';
import type { OfficialVisit } from '../route.ts';
import type { Show } from '../showing.ts';
import { ComposingPage } from '../views/composing.tsx';
import { composeWords as words } from '../views/words-announcing.ts';
import { type ContentForm, type ContentProblem, contentOf, emptyForm, filledIn, formOf } from './content-form.ts';
import { afterStep } from './deciding.ts';
import type { Looking } from './looking.ts';

type Run = (visit: OfficialVisit) => Promise<Response>;

/** Writing an announcement, changing it, and handing it to whoever approves. */
export type Writing = Record<'compose' | 'draft' | 'change' | 'save' | 'submit', Run>;

const problemText = (problem: ContentProblem): string => {
  switch (problem.code) {
    case 'bad-time':
      return words.badTime(problem.field);
    case 'unknown-commune':
      return words.unknownCommune(problem.names);
    case 'unclear-commune':
      return words.unclearCommune(problem.name, problem.candidates);
  }
};

export function createWriting(deps: { publishing: Publishing; communes: CommuneNames; looking: Looking; show: Show }): Writing {
  const { publishing, communes, looking, show } = deps;

  /** The form, again with what was typed where something is wrong with it. */
  function composing(
    { c, official, formToken }: OfficialVisit,
    filled: ContentForm,
    more: { existing?: { number: number; version: number }; fixedAudience?: boolean; problem?: string } = {},
  ): Promise<Response> {
    return show(c, ComposingPage, { official, formToken, filled, ...more }, more.problem === undefined ? 200 : 422);
  }

  return {
    compose: (visit) => composing(visit, emptyForm),
    async draft(visit) {
      const { form, actor } = visit;
      const filled = filledIn(form);
      const read = contentOf(filled, communes);
      if ('code' in read) return composing(visit, filled, { problem: problemText(read) });
      const { text, audience, sendAt, expiresAt } = read.content;
      const outcome = await publishing.draft(actor, form.get('kind') === 'drill' ? 'drill' : 'notice', {
        text: text ?? '',
        buttons: [],
        ...(audience === undefined ? {} : { audience }),
        ...(sendAt === undefined ? {} : { sendAt }),
        ...(expiresAt === undefined ? {} : { expiresAt }),
      });
      if (outcome.kind === 'refused') return composing(visit, filled, { problem: refusalText(outcome.refusal) });
      return afterStep(visit, outcome.value.number, 'luu');
    },
    async change(visit) {
      const announcement = await looking.found(visit);
      if (announcement instanceof Response) return announcement;
      const { number, version, content } = announcement;
      const fixedAudience = content.audience?.kind === 'reached';
      return composing(visit, formOf(content, communes), { existing: { number, version }, fixedAudience });
    },
    async save(visit) {
      const announcement = await looking.found(visit);
      if (announcement instanceof Response) return announcement;
      const { id, number, version, content } = announcement;
      const kept = content.audience?.kind === 'reached' ? content.audience : undefined;
      const filled = filledIn(visit.form);
      const again = (problem: string) =>
        composing(visit, filled, { existing: { number, version }, fixedAudience: kept !== undefined, problem });
      // Written from an older one: what somebody else has changed since is not lost unseen.
      if (visit.form.get('version') !== String(version)) return again(words.changedMeanwhile);
      const read = contentOf(filled, communes, kept);
      if ('code' in read) return again(problemText(read));
      const outcome = await publishing.edit(visit.actor, id, { ...read.content, text: filled.text });
      return outcome.kind === 'refused' ? again(refusalText(outcome.refusal)) : afterStep(visit, number, 'luu');
    },
    async submit(visit) {
      const announcement = await looking.found(visit);
      if (announcement instanceof Response) return announcement;
      const { form, actor } = visit;
      const { id, number } = announcement;
      const preview = await publishing.preview(actor, id);
      if (preview.kind === 'refused') return looking.announcement(visit, refusalText(preview.refusal));
      if (preview.value.hash !== form.get('hash'))
        return looking.announcement(visit, refusalText({ code: 'not-what-was-shown' }));
      const given = preview.value.findings.flatMap(({ code }): [string, string][] => {
        const reason = (form.get(`reason:${code}`) ?? '').trim().slice(0, 500);
        return reason === '' ? [] : [[code, reason]];
      });
      const outcome = await publishing.submit(actor, id, Object.fromEntries(given));
      if (outcome.kind === 'refused') return looking.announcement(visit, refusalText(outcome.refusal));
      return afterStep(visit, number, 'trinh');
    },
  };
}
