import type { AuditLog } from '../../announcements/people/audit.ts';
import type { Officials } from '../../announcements/people/officials.ts';
import { sameHandsIn } from '../../announcements/people/same-hands.ts';
import type { Publishing } from '../../announcements/publishing.ts';
import { refusalText } from '../../announcements/words.ts';
import type { CommuneNames } from '../../conversations/commune-names.ts';
import type { OfficialVisit } from '../route.ts';
import type { Show } from '../showing.ts';
import { NoticePage } from '../views/layout.tsx';
import { consoleWords, failureText } from '../views/words.ts';
import { RecordPage } from './record-page.tsx';
import { recordWords as words } from './words-record.ts';

export interface RecordDeps {
  publishing: Pick<Publishing, 'find' | 'preview'>;
  officials: Pick<Officials, 'list'>;
  audit: Pick<AuditLog, 'latest'>;
  communes: Pick<CommuneNames, 'title'>;
  now: () => Date;
  show: Show;
}

/** Entries of the log on one record: what was refused is left to the log itself. */
const mostEntries = 300;

/** The printable record of who wrote, approved and sent one announcement. */
export function createRecordPage(deps: RecordDeps): (visit: OfficialVisit) => Promise<Response> {
  const { publishing, officials, audit, communes, now, show } = deps;
  return async ({ c, actor, official, formToken }) => {
    const typed = c.req.param('number') ?? '';
    const none = (text: string, status: 403 | 404) =>
      show(c, NoticePage, { title: consoleWords.name, text, official, formToken }, status);
    if (!/^[1-9]\d{0,8}$/u.test(typed)) return none(failureText('not-found'), 404);
    const found = await publishing.find(actor, Number(typed));
    if (found.kind === 'refused') return none(refusalText(found.refusal), 404);
    const { id } = found.value;
    const preview = await publishing.preview(actor, id);
    if (preview.kind === 'refused') return none(refusalText(preview.refusal), 403);
    const latest = await audit.latest({ subject: id, outcome: 'done', limit: mostEntries });
    const names = new Map((await officials.list()).map((one) => [one.id, one.name]));
    return show(c, RecordPage, {
      ...{ official, formToken, communeName: communes.title, preview: preview.value },
      nameOf: (who) => words.account(names.get(who) ?? who, who),
      entries: latest.toReversed(),
      hands: sameHandsIn(preview.value.announcement, latest),
      cutTo: latest.length === mostEntries ? mostEntries : undefined,
      madeAt: now().toISOString(),
    });
  };
}
