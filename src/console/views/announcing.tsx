import { isAllowed } from '../../announcements/acting.ts';
import type { Kind } from '../../announcements/announcement.ts';
import type { Offer } from '../../announcements/offers.ts';
import type { BehalfChoice } from '../../announcements/people/delegation.ts';
import type { Role } from '../../announcements/people/officials.ts';
import { announcementName } from '../../announcements/words.ts';
import { behalfText } from '../../announcements/words-preview.ts';
import { CodeField, ConsoleForm, ConsolePage, type ConsolePageProps, consolePath, FormField } from './layout.tsx';
import { FindingText, PreviewBody, type PreviewProps } from './preview.tsx';
import { approveWords, previewWords as words } from './words-announcing.ts';

type Page = Omit<ConsolePageProps, 'title' | 'children' | 'official' | 'formToken'> & {
  official: NonNullable<ConsolePageProps['official']>;
  formToken: string;
};

/** One announcement with everything this official may do with it. `asksCode`: sending it takes a fresh code. */
export function AnnouncementPage(
  props: Page & PreviewProps & { offers: ReadonlySet<Offer>; asksCode: boolean; isOwn: boolean; hasChat: boolean },
) {
  const { preview, channels, communeName, changes, endsAt, offers, asksCode, isOwn, hasChat, ...page } = props;
  const { announcement, findings, hash } = preview;
  const { number, state, startedAt } = announcement;
  const open = findings.filter(({ code }) => !announcement.overrides.some((given) => given.code === code));
  const at = `/thong-bao/${number}`;
  const { formToken } = page;
  return (
    <ConsolePage {...page} title={announcementName(announcement)}>
      <PreviewBody preview={preview} channels={channels} communeName={communeName} changes={changes} endsAt={endsAt} />
      {open.length > 0 && !offers.has('submit') && (
        <section class="card">
          <h2>{words.findings}</h2>
          <ul>
            {open.map((finding) => (
              <li>
                <FindingText finding={finding} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <section class="actions" aria-labelledby="actions">
        <h2 id="actions">{words.actions}</h2>
        {offers.size === 0 && <p>{words.noActions}</p>}
        {state === 'submitted' && isOwn && official(page).roles.includes('approver') && <p>{words.ownWriting}</p>}
        {startedAt !== undefined && (
          <a class="button" href={`${consolePath}${at}/theo-doi`}>
            {words.watch}
          </a>
        )}
        {announcement.kind === 'template' && state === 'approved' && official(page).roles.includes('approver') && (
          <a class="button" href={`${consolePath}/khan/${number}`}>
            {words.useTemplate}
          </a>
        )}
        {offers.has('edit') && (
          <a class="button" href={`${consolePath}${announcement.kind === 'template' ? `/khan/${number}` : at}/sua`}>
            {words.edit}
          </a>
        )}
        {offers.has('submit') && (
          <ConsoleForm path={`${at}/trinh`} formToken={formToken}>
            <input type="hidden" name="hash" value={hash} />
            {open.map((finding) => (
              <div class="field finding">
                <label for={`reason-${finding.code}`}>
                  <FindingText finding={finding} />
                </label>
                {finding.severity === 'override' && (
                  <input
                    id={`reason-${finding.code}`}
                    name={`reason:${finding.code}`}
                    placeholder={words.reason}
                    maxlength={500}
                  />
                )}
              </div>
            ))}
            <button type="submit">{words.submit}</button>
          </ConsoleForm>
        )}
        {offers.has('approve') && (
          <a class="button" href={`${consolePath}${at}/duyet`}>
            {words.approve}
          </a>
        )}
        {(['correct', 'retract'] as const).map(
          (step) =>
            offers.has(step) && (
              <a class="button" href={`${consolePath}${at}/${step === 'correct' ? 'dinh-chinh' : 'thu-hoi'}`}>
                {words[step]}
              </a>
            ),
        )}
        {official(page).roles.includes('author') && isCopied(announcement.kind) && (
          <a class="button choice" href={`${consolePath}/soan?tu=${number}`}>
            {words.copy}
          </a>
        )}
        {official(page).roles.some((role) => role !== 'editor') && (
          <a class="button choice" href={`${consolePath}${at}/bien-ban`}>
            {words.record}
          </a>
        )}
        {(['send', 'schedule'] as const).map(
          (step) =>
            offers.has(step) && (
              <ConsoleForm path={`${at}/${step === 'send' ? 'gui' : 'hen-gio'}`} formToken={formToken}>
                <input type="hidden" name="hash" value={hash} />
                {asksCode && <FormField name="code" label={words.codeToSend} inputmode="numeric" autocomplete="one-time-code" />}
                <button type="submit">{words[step]}</button>
              </ConsoleForm>
            ),
        )}
        {startedAt === undefined && <Trial at={at} formToken={formToken} hasChat={hasChat} roles={official(page).roles} />}
        {offers.has('return') && (
          <Reasoned path={`${at}/tra-lai`} name="return" label={words.returnReason} button={words.return} formToken={formToken} />
        )}
        {offers.has('stop') && startedAt === undefined && (
          <Reasoned
            path={`${at}/dung`}
            name="stop"
            label={words.dropReason}
            button={announcement.kind === 'template' ? words.withdraw : words.drop}
            formToken={formToken}
          />
        )}
      </section>
    </ConsolePage>
  );
}

/** Whether another can begin with its text. */
const isCopied = (kind: Kind): boolean => ['notice', 'drill', 'reminder'].includes(kind);

/** Sends what is seen to the phone of whoever looks. */
function Trial({ at, formToken, hasChat, roles }: { at: string; formToken: string; hasChat: boolean; roles: readonly Role[] }) {
  if (!roles.includes('author') && !roles.includes('approver')) return null;
  if (!hasChat) return <p class="hint">{words.noChat}</p>;
  return (
    <ConsoleForm path={`${at}/gui-thu`} formToken={formToken}>
      <p class="hint">{words.trialHint}</p>
      <button type="submit" class="choice">
        {words.trial}
      </button>
    </ConsoleForm>
  );
}

const official = (page: Page) => page.official;

/** A form that asks for a reason. */
export function Reasoned(props: { path: string; name: string; label: string; button: string; formToken: string; big?: boolean }) {
  const { path, name, label, button, formToken, big = false } = props;
  return (
    <ConsoleForm path={path} formToken={formToken}>
      <div class="field">
        <label for={`reason-${name}`}>{label}</label>
        <input id={`reason-${name}`} name="reason" required maxlength={500} />
      </div>
      <button type="submit" class={big ? 'danger' : 'choice'}>
        {button}
      </button>
    </ConsoleForm>
  );
}

export function ApprovePage({ preview, channels, communeName, changes, endsAt, ...page }: Page & PreviewProps) {
  const { announcement, hash, phrase } = preview;
  const { number } = announcement;
  const { formToken } = page;
  return (
    <ConsolePage {...page} title={approveWords.title(number)}>
      <p>{approveWords.how}</p>
      <PreviewBody preview={preview} channels={channels} communeName={communeName} changes={changes} endsAt={endsAt} />
      <section class="actions">
        <ConsoleForm path={`/thong-bao/${number}/duyet`} formToken={formToken}>
          <input type="hidden" name="hash" value={hash} />
          <InWhoseName choices={preview.behalves} mayThemselves={isAllowed(official(page), announcement, 'approve')} />
          {phrase !== undefined && <FormField name="phrase" label={`${approveWords.phrase}: ${phrase}`} />}
          <CodeField label={approveWords.code} hint={approveWords.codeHint} />
          <button type="submit">{approveWords.approve}</button>
        </ConsoleForm>
        <Reasoned
          path={`/thong-bao/${number}/tra-lai`}
          name="return"
          label={words.returnReason}
          button={words.return}
          formToken={formToken}
        />
      </section>
    </ConsolePage>
  );
}

/** In whose name it is approved: said where there is one, chosen where there are several. */
function InWhoseName({ choices, mayThemselves }: { choices: readonly BehalfChoice[]; mayThemselves: boolean }) {
  const [first, ...others] = choices;
  if (!first) return null;
  if (!mayThemselves && others.length === 0)
    return (
      <p class="card">
        <input type="hidden" name="behalf" value={first.of} />
        {approveWords.inTheName(behalfText(first))}
      </p>
    );
  return (
    <fieldset>
      <legend>{approveWords.whoseName}</legend>
      {mayThemselves && (
        <label class="choice-line">
          <input type="radio" name="behalf" value="" checked /> {approveWords.ownName}
        </label>
      )}
      {choices.map((choice) => (
        <label class="choice-line">
          <input type="radio" name="behalf" value={choice.of} required /> {behalfText(choice)}
        </label>
      ))}
    </fieldset>
  );
}
