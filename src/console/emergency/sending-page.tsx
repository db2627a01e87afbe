import type { Announcement } from '../../announcements/announcement.ts';
import type { EmergencyPreview } from '../../announcements/emergency/alarm.ts';
import type { Audience } from '../../announcements/sending/audience.ts';
import { blankHint } from '../../announcements/templates/words.ts';
import { audienceName, peopleCount } from '../../announcements/words.ts';
import type { ChannelFace } from '../views/channel-face.ts';
import { CodeField, ConsoleForm, ConsolePage, type ConsolePageProps, FormField } from '../views/layout.tsx';
import { Frames, TranslatedFrames } from '../views/phones.tsx';
import { FindingText } from '../views/preview.tsx';
import { emergencyWords as words } from './words.ts';

interface Filled {
  /** In the order of the blanks. */
  values: readonly string[];
  /** Which parts of the audience are ticked. */
  parts: readonly boolean[];
  drill: boolean;
}

type Page = Omit<ConsolePageProps, 'title' | 'children'> & { formToken: string };

/** A template to be filled in; once it was looked at, what goes out and the button that sends it. `parts`: of the audience, one by one. */
export function SendingPage(
  props: Page & {
    template: Announcement;
    filled: Filled;
    parts: readonly string[];
    preview: EmergencyPreview | undefined;
    channels: readonly ChannelFace[];
    communeName: (code: string) => string;
  },
) {
  const { template, filled, parts, preview, channels, communeName, ...page } = props;
  const { number, content } = template;
  const { audience, terms } = content;
  const path = `/khan/${number}`;
  return (
    <ConsolePage {...page} title={words.sendTitle(number)}>
      {preview ? (
        <Sending
          path={path}
          filled={filled}
          preview={preview}
          channels={channels}
          communeName={communeName}
          formToken={page.formToken}
        />
      ) : (
        <p>{words.notYet}</p>
      )}
      <section class="card" aria-labelledby="fill">
        <h2 id="fill">{words.fillIn}</h2>
        <p class="hint">{words.original}</p>
        <p class="bubble">{content.text}</p>
        <ConsoleForm path={path} formToken={page.formToken}>
          {(terms?.blanks ?? []).map(({ name, type, most }, at) => (
            <FormField
              name={`value${at}`}
              label={name}
              hint={blankHint(type, most)}
              value={filled.values[at] ?? ''}
              maxlength={most}
            />
          ))}
          <p>
            {words.for}: {audienceName(audience, communeName)}
          </p>
          {parts.length > 1 && (
            <fieldset>
              <legend>{words.part}</legend>
              <p class="hint">{words.whole}</p>
              {parts.map((part, at) => (
                <label class="choice-line">
                  <input type="checkbox" name={`part${at}`} value="on" checked={filled.parts[at] ?? false} />{' '}
                  {partName(audience, part, communeName)}
                </label>
              ))}
            </fieldset>
          )}
          <label class="choice-line">
            <input type="checkbox" name="drill" value="on" checked={filled.drill} /> {words.drill}
          </label>
          <button type="submit" class="choice">
            {words.show}
          </button>
        </ConsoleForm>
      </section>
    </ConsolePage>
  );
}

const partName = (audience: Audience | undefined, part: string, communeName: (code: string) => string): string =>
  audience?.kind === 'topics'
    ? audienceName({ kind: 'topics', topics: audience.topics.filter((topic) => topic === part) }, communeName)
    : communeName(part);

/** What goes out, and the form that sends exactly that. */
function Sending(props: {
  path: string;
  filled: Filled;
  preview: EmergencyPreview;
  channels: readonly ChannelFace[];
  communeName: (code: string) => string;
  formToken: string;
}) {
  const { path, filled, preview, channels, communeName, formToken } = props;
  const { announcement, message, translated, count, findings, hash } = preview;
  const { content } = announcement;
  return (
    <>
      <Frames message={message} channels={channels} isDrill={filled.drill} heading={words.seen} />
      <TranslatedFrames translated={translated} channels={channels} isDrill={filled.drill} />
      <p>
        {words.to}: {audienceName(content.audience, communeName)}. {words.reaches(peopleCount(count.total))}.{' '}
        {words.until(content.expiresAt ?? '')}.
      </p>
      {findings.length > 0 && (
        <section class="card">
          <h2>{words.findings}</h2>
          <ul>
            {findings.map((finding) => (
              <li>
                <FindingText finding={finding} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <section class="actions">
        <ConsoleForm path={`${path}/gui`} formToken={formToken}>
          <input type="hidden" name="hash" value={hash} />
          {filled.values.map((value, at) => (
            <input type="hidden" name={`value${at}`} value={value} />
          ))}
          {filled.parts.map((isTicked, at) => isTicked && <input type="hidden" name={`part${at}`} value="on" />)}
          {filled.drill && <input type="hidden" name="drill" value="on" />}
          <CodeField label={words.code} hint={words.codeHint} />
          <button type="submit" class={filled.drill ? '' : 'danger'}>
            {filled.drill ? words.sendDrill : words.send}
          </button>
        </ConsoleForm>
      </section>
    </>
  );
}
