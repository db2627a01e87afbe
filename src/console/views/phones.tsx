import type { Child } from 'hono/jsx';
import { announcementImageWords } from '../../announcements/images/words.ts';
import type { Preview } from '../../announcements/publishing.ts';
import { translationWords } from '../../announcements/translations/words.ts';
import { imageName, withoutImage } from '../../messaging/image.ts';
import type { OutgoingMessage } from '../../messaging/message.ts';
import type { MessageImage } from '../../messaging/shown-image.ts';
import type { ChannelFace } from './channel-face.ts';
import { consolePath, FormField, Labelled } from './layout.tsx';
import { channelName } from './words.ts';
import { previewWords as words } from './words-announcing.ts';
import { composeWords } from './words-composing.ts';

/** What people see on each channel, in frames like a phone; of a correction also what somebody without the original sees. */
export function Phones({ preview, channels }: { preview: Preview; channels: readonly ChannelFace[] }) {
  const { announcement, message, alone, translated, pictures } = preview;
  const common = { channels, pictures, isDrill: announcement.kind === 'drill' };
  return (
    <>
      <Frames message={message} heading={words.seen} {...common} />
      {alone && <Frames message={alone} heading={words.alone} {...common} />}
      <TranslatedFrames translated={translated} {...common} />
    </>
  );
}

/** The versions in other languages, each on every channel. */
export function TranslatedFrames(props: {
  translated: Preview['translated'];
  channels: readonly ChannelFace[];
  pictures?: Preview['pictures'];
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

const isPictured = (pictures: Preview['pictures'], name: string): boolean =>
  pictures.some(({ channel, how }) => channel === name && how !== 'as-text');

/** The picture as a channel shows it, and whether the text is a message of its own. */
function PictureAbove(props: { message: OutgoingMessage; pictures: Preview['pictures']; channel: string }) {
  const { message, pictures, channel } = props;
  const how = pictures.find((one) => one.channel === channel)?.how;
  if (!message.image || how === undefined) return null;
  const { alt, width, height } = message.image;
  return (
    <>
      <p class="hint">{announcementImageWords.how[how]}</p>
      {how !== 'as-text' && <img class="picture" src={pictureAddress(message.image)} alt={alt} width={width} height={height} />}
    </>
  );
}

/** One message on every channel. `level` of its heading. */
export function Frames(props: {
  message: OutgoingMessage;
  channels: readonly ChannelFace[];
  /** How each channel shows the picture of the message; a channel that is not named is told of it in words. */
  pictures?: Preview['pictures'];
  isDrill: boolean;
  heading: string;
  /** Of the text; absent: Vietnamese. */
  language?: string;
  level?: 2 | 3;
}) {
  const { message, channels, pictures = [], isDrill, heading, language, level = 2 } = props;
  return (
    <section>
      {level === 2 ? <h2>{heading}</h2> : <h3>{heading}</h3>}
      <div class="phones">
        {channels.map((channel) => (
          <section class={isDrill ? 'phone drill' : 'phone'} aria-label={`${heading}: ${channelName(channel.name)}`}>
            <p class="hint">{channelName(channel.name)}</p>
            <PictureAbove message={message} pictures={pictures} channel={channel.name} />
            {channel.parts(isPictured(pictures, channel.name) ? message : withoutImage(message)).map(({ text, buttons }) => (
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

/** Where the console shows a picture of an announcement, whether it was sent or not. */
export const pictureAddress = (image: Parameters<typeof imageName>[0]): string => `${consolePath}/hinh/${imageName(image)}`;

/** Choosing a picture and saying what is to be seen on it. `shown`: the one that was chosen. */
export function Picture({
  filled: { image, imageAlt },
  shown,
  children,
}: {
  filled: { image: string; imageAlt: string };
  shown: MessageImage | undefined;
  children?: Child;
}) {
  const { picture, pictureFile, pictureHint, pictureAlt, pictureAltHint, unpicture } = composeWords;
  return (
    <fieldset>
      <legend>{picture}</legend>
      <input type="hidden" name="image" value={image} />
      {shown && <img class="picture" src={pictureAddress(shown)} alt={shown.alt} width={shown.width} height={shown.height} />}
      <Labelled name="imageFile" label={pictureFile} hint={pictureHint}>
        <input id="imageFile" name="imageFile" type="file" accept="image/jpeg,image/png" aria-describedby="imageFile-hint" />
      </Labelled>
      <FormField name="imageAlt" label={pictureAlt} hint={pictureAltHint} value={imageAlt} required={false} maxlength={300} />
      {image !== '' && (
        <button type="submit" name="do" value="unpicture" class="choice">
          {unpicture}
        </button>
      )}
      {children}
    </fieldset>
  );
}
