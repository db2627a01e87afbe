import { z } from 'zod';
import type { Announcement, Content } from '../../announcements/announcement.ts';
import type { Preview, Publishing } from '../../announcements/publishing.ts';
import type { Audience } from '../../announcements/sending/audience.ts';
import type { StartingTexts } from '../../announcements/starting-texts/keeping.ts';
import type { CommuneNames } from '../../conversations/commune-names.ts';
import type { Note, Notes } from '../notes.ts';
import type { OfficialVisit } from '../route.ts';
import type { Show } from '../showing.ts';
import type { ChannelFace } from '../views/channel-face.ts';
import { ComposingPage } from '../views/composing.tsx';
import { composeWords as words } from '../views/words-composing.ts';
import { buttonRows, type ContentForm, type ContentProblem, contentOf, filledIn, formOf } from './content-form.ts';
import { pictureOf, type ReadForm, readPicture } from './picture.ts';
import { PlanFields } from './plan-fields.tsx';
import { type PlanProblem, plannedIn } from './plan-form.ts';

export interface ComposingDeps {
  publishing: Pick<Publishing, 'sketch' | 'addImage'>;
  communes: Pick<CommuneNames, 'list' | 'search' | 'title'>;
  channels: readonly ChannelFace[];
  notes: Notes;
  texts: Pick<StartingTexts, 'list'>;
  show: Show;
  now: () => Date;
}

/** The form an announcement is written with: what was typed is kept, checked beside the text, and whoever else has it open is named. */
export interface Composing {
  /** The form with this in it; `problem`: why it could not be saved. */
  show(
    visit: OfficialVisit,
    filled: ContentForm,
    existing: Announcement | undefined,
    problem?: string | PlanProblem,
  ): Promise<Response>;
  /** As somebody left it: what they typed and did not save, else `fresh`. */
  open(visit: OfficialVisit, fresh: ContentForm, existing: Announcement | undefined): Promise<Response>;
  /** Whether the form was only to be looked at again: then it is, and nothing is saved. */
  again(visit: OfficialVisit, existing: Announcement | undefined): Promise<Response | undefined>;
  /** It was saved: what was typed is no longer waiting. */
  saved(visit: OfficialVisit, existing: Announcement | undefined): Promise<void>;
}

export const contentProblemText = (problem: ContentProblem): string => {
  switch (problem.code) {
    case 'bad-time':
      return words.badTime(problem.field);
    case 'unknown-commune':
      return words.unknownCommune(problem.names);
    case 'unclear-commune':
      return words.unclearCommune(problem.name, problem.candidates);
  }
};

/** The audience that the form cannot change. */
export const fixedAudience = ({ content }: Announcement): Audience | undefined =>
  content.audience?.kind === 'reached' ? content.audience : undefined;

/** Notes on a new announcement stand under this. */
const unnumbered = 'new';
const aboutOf = (existing: Announcement | undefined) => String(existing?.number ?? unnumbered);
const typedSchema = z.object({ version: z.number(), form: z.string() });

export function createComposing(deps: ComposingDeps): Composing {
  const { publishing, communes, channels, notes, texts, show, now } = deps;

  async function page(
    visit: OfficialVisit,
    filled: ContentForm,
    existing: Announcement | undefined,
    more: { problem?: string | PlanProblem; notice?: string; version?: number; keptAt?: string; sought?: boolean } = {},
  ): Promise<Response> {
    const { c, official, formToken } = visit;
    const picture = await pictureOf(publishing, visit, filled);
    const problem = more.problem ?? picture.problem;
    const { repeat, fields } = planning(filled, existing, problem, now());
    const looked = look(deps, visit, filled, { ...picture.content, repeat }, existing);
    const [seen, editors] = await Promise.all([looked, otherEditors(notes, visit, existing)]);
    const preview: Preview | undefined = seen;
    return show(
      c,
      ComposingPage,
      {
        official,
        formToken,
        filled,
        rows: buttonRows(filled.buttons),
        existing: existing && { number: existing.number, version: more.version ?? existing.version, kind: existing.kind },
        fixedAudience: existing !== undefined && fixedAudience(existing) !== undefined,
        hits: more.sought && filled.communes.trim() !== '' ? communes.search(filled.communes) : undefined,
        communeName: communes.title,
        preview,
        channels,
        others: editors,
        plan: fields,
        texts: existing ? [] : await texts.list(),
        keptAt: more.keptAt,
        problem: typeof problem === 'object' ? problem.text : problem,
        notice: more.notice,
      },
      more.problem === undefined ? 200 : 422,
    );
  }

  return {
    show: (visit, filled, existing, problem) => page(visit, filled, existing, problem === undefined ? {} : { problem }),
    async open(visit, fresh, existing) {
      const note = await notes.get('typed', aboutOf(existing), visit.official.id);
      const typed = note && typedSchema.safeParse(JSON.parse(note.value)).data;
      if (!note || !typed) return page(visit, fresh, existing);
      const filled = filledIn(new URLSearchParams(typed.form));
      const version = existing ? { version: typed.version } : {};
      return page(visit, filled, existing, { notice: words.taken(note.at), keptAt: note.at, ...version });
    },
    async again(visit, existing) {
      const wish = visit.form.get('do') ?? 'save';
      if (wish === 'drop') {
        await notes.drop('typed', aboutOf(existing), visit.official.id);
        return page(visit, existing ? formOf(existing) : filledIn(new URLSearchParams()), existing, { notice: words.dropped });
      }
      if (wish !== 'look' && wish !== 'find' && wish !== 'unpicture') return undefined;
      const { filled, problem } = await readPicture(publishing, visit);
      visit.form.set('image', filled.image);
      visit.form.set('imageAlt', filled.imageAlt);
      const keptAt = await keepTyped(notes, visit, existing);
      const version = visit.form.has('version') ? { version: Number(visit.form.get('version')) } : {};
      return page(visit, filled, existing, {
        sought: wish === 'find',
        ...(problem === undefined ? {} : { problem }),
        ...(keptAt === undefined ? {} : { keptAt }),
        ...version,
      });
    },
    saved: ({ official }, existing) => notes.drop('typed', aboutOf(existing), official.id),
  };
}

/** Keeps what was typed; when that was. */
async function keepTyped(
  notes: Notes,
  { form, official }: OfficialVisit,
  existing: Announcement | undefined,
): Promise<string | undefined> {
  const typed = new URLSearchParams([...form].filter(([name]) => name !== '_form' && name !== 'do'));
  const version = Number(form.get('version') ?? 0);
  await notes.put('typed', aboutOf(existing), official.id, JSON.stringify({ version, form: typed.toString() }));
  return (await notes.get('typed', aboutOf(existing), official.id))?.at;
}

/** The plan as far as it can be followed, and the fields for it; what somebody began as another kind than a notice never repeats. */
function planning(filled: ContentForm, existing: Announcement | undefined, problem: string | PlanProblem | undefined, now: Date) {
  if (existing && existing.kind !== 'notice') return { repeat: undefined, fields: undefined };
  const planned = plannedIn({ ...filled, kind: existing?.kind ?? filled.kind }, now);
  const atPlan = typeof problem === 'object' ? problem : undefined;
  const fields = PlanFields({ plan: filled.plan, planned, problem: atPlan });
  return { repeat: 'field' in planned ? undefined : planned.repeat, fields };
}

/** What would go out if it were saved as it stands; none where it cannot be read yet. */
async function look(
  { publishing, communes }: Pick<ComposingDeps, 'publishing' | 'communes'>,
  { actor }: OfficialVisit,
  filled: ContentForm,
  besides: ReadForm['content'] & { repeat: Content['repeat'] | undefined },
  existing: Announcement | undefined,
) {
  const read = contentOf({ ...filled, communes: '' }, communes, existing && fixedAudience(existing));
  if ('code' in read || filled.text.trim() === '') return undefined;
  const given = Object.entries({ ...read.content, ...besides }).filter(([, value]) => value !== undefined);
  const content = Object.fromEntries(given) as unknown as Content;
  const outcome = await publishing.sketch(actor, { kind: filled.kind, content, id: existing?.id });
  return outcome.kind === 'done' ? outcome.value : undefined;
}

/** Whoever else has it open; notes that this official has. */
async function otherEditors(notes: Notes, { official }: OfficialVisit, existing: Announcement | undefined): Promise<Note[]> {
  if (!existing) return [];
  await notes.put('editing', aboutOf(existing), official.id, official.name);
  return (await notes.all('editing', aboutOf(existing))).filter(({ by }) => by !== official.id);
}
