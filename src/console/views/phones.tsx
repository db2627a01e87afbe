import type { Preview } from '../../announcements/publishing.ts';
import { translationWords } from '../../announcements/translations/words.ts';
import type { OutgoingMessage } from '../../messaging/message.ts';
import type { ChannelFace } from './channel-face.ts';
import { channelName } from './words.ts';
import { previewWords as words } from './words-announcing.ts';

/** What people see on each channel, in frames like a phone; of a correction also what somebody without the original sees. */
export function Phones({ preview, channels }: { preview: Preview; channels: readonly ChannelFace[] }) {
  const { announcement, message, alone, translated } = preview;
  const isDrill = announcement.kind === 'drill';
  return (
    <>
      <Frames message={message} channels={channels} isDrill={isDrill} heading={words.seen} />
      {alone && <Frames message={alone} channels={channels} isDrill={isDrill} heading={words.alone} />}
      <TranslatedFrames translated={translated} channels={channels} isDrill={isDrill} />
    </>
  );
}

/** The versions in other languages, each on every channel. */
export function TranslatedFrames(props: {
  translated: Preview['translated'];
  channels: readonly ChannelFace[];
  isDrill: boolean;
}) {
  const { translated, ...rest } = props;
  return (
    <>
      {translated.map(({ language, message, alone }) => (
        <>
          <Frames message={message} language={language} heading={translationWords.seen(language)} {...rest} />
          {alone && <Frames message={alone} language={language} heading={translationWords.seenAlone(language)} {...rest} />}
        </>
      ))}
    </>
  );
}

/** One message on every channel. `level` of its heading. */
export function Frames(props: {
  message: OutgoingMessage;
  channels: readonly ChannelFace[];
  isDrill: boolean;
  heading: string;
  /** Of the text; absent: Vietnamese. */
  language?: string;
  level?: 2 | 3;
}) {
  const { message, channels, isDrill, heading, language, level = 2 } = props;
  return (
    <section>
      {level === 2 ? <h2>{heading}</h2> : <h3>{heading}</h3>}
      <div class="phones">
        {channels.map((channel) => (
          <section class={isDrill ? 'phone drill' : 'phone'} aria-label={`${heading}: ${channelName(channel.name)}`}>
            <p class="hint">{channelName(channel.name)}</p>
            {channel.parts(message).map(({ text, buttons }) => (
              <>
                <div class="bubble" {...(language ? { lang: language } : {})}>
                  {text}
                </div>
                {buttons.length > 0 && (
                  <p class="keys">
                    {buttons.map(({ label }) => (
                      <span class="key">{label}</span>
                    ))}
                  </p>
                )}
              </>
            ))}
          </section>
        ))}
      </div>
    </section>
  );
}
