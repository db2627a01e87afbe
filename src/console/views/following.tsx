import type { Announcement } from '../../announcements/announcement.ts';
import type { Progress } from '../../announcements/progress.ts';
import type { MessageImage } from '../../messaging/shown-image.ts';
import { ConsoleForm, ConsolePage, type ConsolePageProps } from './layout.tsx';
import { Picture, pictureAddress } from './phones.tsx';
import { ProgressTable } from './watching.tsx';
import { followWords as words } from './words-watching.ts';

/** A correction or retraction being written, beside what it is about. */
export interface FollowingPageProps extends Omit<ConsolePageProps, 'title' | 'children'> {
  formToken: string;
  original: Announcement;
  kind: 'correction' | 'retraction';
  text: string;
  /** The picture that goes with it, as far as it was filled in. */
  picture: { image: string; imageAlt: string; shown: MessageImage | undefined };
  /** Of the original: who has it already. */
  progress: Progress;
}

export function FollowingPage({ original, kind, text, picture, progress, ...page }: FollowingPageProps) {
  const { number, state, content } = original;
  const path = `/thong-bao/${number}/${kind === 'correction' ? 'dinh-chinh' : 'thu-hoi'}`;
  return (
    <ConsolePage {...page} title={words.title(kind, number)}>
      {(state === 'sending' || state === 'paused') && <p class="wrong">{words.pauses}</p>}
      <ConsoleForm path={path} formToken={page.formToken} uploads>
        <div class="beside">
          <section class="field" aria-labelledby="old">
            <h2 id="old">{words.old}</h2>
            <div class="phone">
              {content.image && (
                <img
                  class="picture"
                  src={pictureAddress(content.image)}
                  alt={content.image.alt}
                  width={content.image.width}
                  height={content.image.height}
                />
              )}
              <div class="bubble">{content.text}</div>
            </div>
          </section>
          <div class="field">
            <label for="text">{words.new(kind)}</label>
            <textarea id="text" name="text" rows={10} maxlength={20_000} required aria-describedby="order">
              {text}
            </textarea>
          </div>
        </div>
        <Picture filled={picture} shown={picture.shown} />
        <section class="card" aria-labelledby="has">
          <h2 id="has">{words.has}</h2>
          <ProgressTable progress={progress} />
          <p id="order">{words.order(kind)}</p>
        </section>
        <button type="submit">{words.draft(kind)}</button>
      </ConsoleForm>
    </ConsolePage>
  );
}
