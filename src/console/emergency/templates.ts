import type { Announcement, Content } from '../../announcements/announcement.ts';
import type { EmergencyPath } from '../../announcements/emergency/alarm.ts';
import type { Publishing } from '../../announcements/publishing.ts';
import { refusalText } from '../../announcements/words.ts';
import type { CommuneNames } from '../../conversations/commune-names.ts';
import { contentProblemText } from '../announcing/composing.ts';
import { contentOf, emptyForm, type FormContent } from '../announcing/content-form.ts';
import { pageOf } from '../paging.ts';
import type { OfficialVisit } from '../route.ts';
import type { Show } from '../showing.ts';
import { consolePath, NoticePage } from '../views/layout.tsx';
import { consoleWords, failureText } from '../views/words.ts';
import { blankRows, type TemplateForm, templateFilledIn, templateFormOf, termsOf } from './template-form.ts';
import { TemplatePage, TemplatesPage } from './templates-page.tsx';
import { emergencyWords as words } from './words.ts';

type Run = (visit: OfficialVisit) => Promise<Response>;

/** Each with its whole text: what somebody in a hurry chooses by. */
const templatesOnPage = 10;
const contentIn = (filled: TemplateForm, { audience, expiresAt, translations }: FormContent): Content => ({
  ...{ text: filled.text, buttons: [], terms: termsOf(filled) },
  ...(translations ? { translations } : {}),
  ...(audience ? { audience } : {}),
  ...(expiresAt ? { expiresAt } : {}),
});

/** The list of templates, and writing one. Submitting, approving and withdrawing are those of every announcement. */
export type TemplatePages = Record<'list' | 'compose' | 'draft' | 'change' | 'save', Run> & {
  /** The template of the address, or the page that says why there is none. */
  found(visit: OfficialVisit): Promise<Announcement | Response>;
};

export interface TemplatePagesDeps {
  publishing: Pick<Publishing, 'find' | 'draft' | 'edit'>;
  emergency: Pick<EmergencyPath, 'templates'>;
  communes: CommuneNames;
  show: Show;
}

export function createTemplatePages({ publishing, emergency, communes, show }: TemplatePagesDeps): TemplatePages {
  const notice = ({ c, official, formToken }: OfficialVisit, text: string, status: 403 | 404) =>
    show(c, NoticePage, { title: consoleWords.name, text, official, formToken }, status);

  async function found(visit: OfficialVisit): Promise<Announcement | Response> {
    const typed = visit.c.req.param('number') ?? '';
    if (!/^[1-9]\d{0,8}$/u.test(typed)) return notice(visit, failureText('not-found'), 404);
    const outcome = await publishing.find(visit.actor, Number(typed));
    if (outcome.kind === 'refused' && outcome.refusal.code !== 'unknown-announcement')
      return notice(visit, refusalText(outcome.refusal), 403);
    const isOne = outcome.kind === 'done' && outcome.value.kind === 'template';
    return isOne ? outcome.value : notice(visit, failureText('not-found'), 404);
  }

  function page(
    { c, official, formToken }: OfficialVisit,
    filled: TemplateForm,
    existing: Announcement | undefined,
    { problem, sought = false, version }: { problem?: string; sought?: boolean; version?: string } = {},
  ): Promise<Response> {
    const props = {
      ...{ official, formToken, filled, problem },
      rows: blankRows(filled.blanks),
      existing: existing && { number: existing.number, version: version ?? String(existing.version) },
      hits: sought && filled.communes.trim() !== '' ? communes.search(filled.communes) : undefined,
      communeName: communes.title,
    };
    return show(c, TemplatePage, props, problem === undefined ? 200 : 422);
  }

  /** What was filled in as a content, or the page again. */
  function read(visit: OfficialVisit, existing: Announcement | undefined): { content: Content } | Promise<Response> {
    const filled = templateFilledIn(visit.form);
    const version = visit.form.get('version') ?? '';
    const again = (more: Parameters<typeof page>[3]) => page(visit, filled, existing, { ...more, version });
    if (visit.form.get('do') === 'find') return again({ sought: true });
    if (existing && version !== String(existing.version)) return again({ problem: words.changedMeanwhile });
    const typed = contentOf({ ...filled, sendAt: '' }, communes);
    if ('code' in typed) return again({ problem: contentProblemText(typed) });
    return { content: contentIn(filled, typed.content) };
  }

  return {
    found,
    async list(visit) {
      const { c, official, formToken, actor } = visit;
      const outcome = await emergency.templates(actor);
      const standings = pageOf(outcome.kind === 'done' ? outcome.value : [], c.req.query('trang'), templatesOnPage);
      const problem = outcome.kind === 'refused' ? refusalText(outcome.refusal) : undefined;
      return show(c, TemplatesPage, { official, formToken, standings, communeName: communes.title, problem });
    },
    compose: (visit) => page(visit, { ...emptyForm, blanks: [], hours: '12' }, undefined),
    async draft(visit) {
      const given = await read(visit, undefined);
      if (given instanceof Response) return given;
      const outcome = await publishing.draft(visit.actor, 'template', given.content);
      if (outcome.kind === 'done') return saved(visit, outcome.value);
      return page(visit, templateFilledIn(visit.form), undefined, { problem: refusalText(outcome.refusal) });
    },
    async change(visit) {
      const template = await found(visit);
      return template instanceof Response ? template : page(visit, templateFormOf(template), template);
    },
    async save(visit) {
      const template = await found(visit);
      if (template instanceof Response) return template;
      const given = await read(visit, template);
      if (given instanceof Response) return given;
      const outcome = await publishing.edit(visit.actor, template.id, {
        translations: undefined,
        audience: undefined,
        expiresAt: undefined,
        ...given.content,
      });
      if (outcome.kind === 'done') return saved(visit, outcome.value);
      return page(visit, templateFilledIn(visit.form), template, { problem: refusalText(outcome.refusal) });
    },
  };
}

const saved = ({ c }: OfficialVisit, { number }: Announcement): Response =>
  c.redirect(`${consolePath}/thong-bao/${number}?da=luu`, 303);
