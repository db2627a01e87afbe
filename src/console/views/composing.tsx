import type { Child } from 'hono/jsx';
import type { Preview } from '../../announcements/publishing.ts';
import { type TranslationLanguage, translationLanguages } from '../../announcements/translations/language.ts';
import { languageNames, translationWords } from '../../announcements/translations/words.ts';
import type { CommuneHit } from '../../elections/commune-search.ts';
import { AudienceChoice } from './audience-choice.tsx';
import type { ChannelFace } from './channel-face.ts';
import { ConsoleForm, ConsolePage, type ConsolePageProps, consolePath, FormField } from './layout.tsx';
import { Phones, Picture } from './phones.tsx';
import { FindingText } from './preview.tsx';
import { channelName } from './words.ts';
import { composeWords as words } from './words-composing.ts';

/** A form for the content of an announcement, with what was filled in. `number`, `version`: of the announcement it changes. */
export interface ComposingPageProps extends Omit<ConsolePageProps, 'title' | 'children'> {
  formToken: string;
  filled: {
    kind: 'notice' | 'drill';
    text: string;
    translations: Readonly<Record<TranslationLanguage, string>>;
    audience: string;
    chosen: readonly string[];
    communes: string;
    sendAt: string;
    expiresAt: string;
    image: string;
    imageAlt: string;
    linkPreview: boolean;
  };
  /** Of the buttons, empty ones to be filled in included. */
  rows: readonly { label: string; value: string }[];
  existing?: { number: number; version: number; kind: string } | undefined;
  /** The audience cannot be chosen: a correction goes to who got what it corrects. */
  fixedAudience?: boolean;
  /** Places found by what was typed; absent: nothing was sought. */
  hits?: readonly CommuneHit[] | undefined;
  communeName: (code: string) => string;
  /** As it would be sent; absent where there is no text yet. */
  preview?: Preview | undefined;
  channels: readonly ChannelFace[];
  /** Who else has it open. */
  others: readonly { value: string; at: string }[];
  /** Where it may go out again and again: the fields for it. */
  plan?: Child;
  /** What it can be begun with. */
  texts: readonly { id: string; name: string }[];
  /** When what was typed was last kept. */
  keptAt?: string | undefined;
}

export function ComposingPage(props: ComposingPageProps) {
  const {
    filled,
    rows,
    existing,
    fixedAudience = false,
    hits,
    communeName,
    preview,
    channels,
    others,
    keptAt,
    plan,
    texts,
    ...page
  } = props;
  const path = existing ? `/thong-bao/${existing.number}/sua` : '/soan';
  return (
    <ConsolePage {...page} title={existing ? words.editTitle(existing.number) : words.title}>
      {!existing && filled.text === '' && <Templates texts={texts} mayEdit={mayEditTexts(page.official)} />}
      <div id="kept" aria-live="polite">
        {others.map(({ value, at }) => (
          <p class="wrong">{words.also(value, at)}</p>
        ))}
        {keptAt !== undefined && (
          <ConsoleForm path={path} formToken={page.formToken}>
            <p class="hint">{words.keptHere(keptAt)}</p>
            <button type="submit" name="do" value="drop" class="plain">
              {words.drop}
            </button>
          </ConsoleForm>
        )}
      </div>
      <ConsoleForm path={path} formToken={page.formToken} keeps uploads>
        {existing ? (
          <>
            <input type="hidden" name="version" value={String(existing.version)} />
            <input type="hidden" name="kind" value={existing.kind} />
          </>
        ) : (
          <KindChoice kind={filled.kind} />
        )}
        <div class="beside">
          <div class="field">
            <label for="text">{words.text}</label>
            <p class="hint" id="text-hint">
              {words.textHint}
            </p>
            <textarea id="text" name="text" rows={12} maxlength={20_000} aria-describedby="text-hint">
              {filled.text}
            </textarea>
          </div>
          <Checked preview={preview} channels={channels} />
        </div>
        <TranslationFields translations={filled.translations} />
        {fixedAudience ? <p>{words.kept}</p> : <AudienceChoice filled={filled} hits={hits} communeName={communeName} />}
        <Picture filled={filled} shown={preview?.message.image}>
          <label class="choice-line">
            <input type="checkbox" name="linkPreview" checked={filled.linkPreview} /> {words.linkPreview}
          </label>
        </Picture>
        <Buttons rows={rows} />
        <FormField
          name="sendAt"
          label={words.sendAt}
          hint={words.sendAtHint}
          type="datetime-local"
          value={filled.sendAt}
          required={false}
        />
        <FormField name="expiresAt" label={words.expiresAt} type="datetime-local" value={filled.expiresAt} required={false} />
        {plan}
        <button type="submit" name="do" value="save">
          {words.save}
        </button>
      </ConsoleForm>
      <div id="phones">{preview && <Phones preview={preview} channels={channels} />}</div>
    </ConsolePage>
  );
}

/** The same text in other languages, folded away until one is begun. */
export function TranslationFields({ translations }: { translations: Readonly<Record<TranslationLanguage, string>> }) {
  return (
    <details class="card" open={translationLanguages.some((language) => translations[language] !== '')}>
      <summary>{words.translations}</summary>
      <p class="hint">{words.translationsHint}</p>
      {translationLanguages.map((language) => (
        <div class="field">
          <label for={`text-${language}`}>{translationWords.heading(language)}</label>
          <textarea id={`text-${language}`} name={`text-${language}`} lang={language} rows={6} maxlength={20_000}>
            {translations[language]}
          </textarea>
        </div>
      ))}
    </details>
  );
}

const mayEditTexts = (official: ConsolePageProps['official']): boolean =>
  official?.roles.some((role) => role === 'editor' || role === 'admin') ?? false;

function Templates({ texts, mayEdit }: Pick<ComposingPageProps, 'texts'> & { mayEdit: boolean }) {
  if (texts.length === 0 && !mayEdit) return null;
  return (
    <section class="card" aria-labelledby="templates">
      <h2 id="templates">{words.templates}</h2>
      <ul class="row">
        {texts.map(({ id, name }) => (
          <li>
            <a class="button" href={`${consolePath}/soan?mau=${encodeURIComponent(id)}`}>
              {name}
            </a>
          </li>
        ))}
      </ul>
      {mayEdit && <a href={`${consolePath}/mau-soan`}>{words.editTemplates}</a>}
    </section>
  );
}

/** What the text check says and how long it is on each channel. */
function Checked({ preview, channels }: Pick<ComposingPageProps, 'preview' | 'channels'>) {
  return (
    <section class="card" aria-labelledby="checked">
      <h2 id="checked">{words.checked}</h2>
      <div id="look" aria-live="polite">
        {preview ? <Findings preview={preview} channels={channels} /> : <p>{words.nothingYet}</p>}
      </div>
      <button type="submit" name="do" value="look" class="choice">
        {words.look}
      </button>
    </section>
  );
}

function Findings({ preview, channels }: { preview: Preview; channels: readonly ChannelFace[] }) {
  const versions = [
    { language: undefined, message: preview.alone ?? preview.message },
    ...preview.translated.map(({ language, message, alone }) => ({ language, message: alone ?? message })),
  ];
  const { findings } = preview;
  return (
    <>
      <ul>
        {versions.flatMap(({ language, message }) =>
          channels.map(({ name, maxTextLength, parts }) => (
            <li>
              {language && `${languageNames[language]}, `}
              {words.length(channelName(name), message.text.length, maxTextLength, parts(message).length)}
              {message.text.length > maxTextLength && <strong> ({words.tooLong})</strong>}
            </li>
          )),
        )}
      </ul>
      {findings.length === 0 ? (
        <p>{words.fine}</p>
      ) : (
        <ul>
          {findings.map((finding) => (
            <li>
              <FindingText finding={finding} />
            </li>
          ))}
        </ul>
      )}
      {findings.some(({ severity }) => severity === 'override') && <p class="hint">{words.reasonLater}</p>}
    </>
  );
}

function KindChoice({ kind: chosen }: { kind: string }) {
  return (
    <fieldset>
      <legend>{words.kind}</legend>
      {(['notice', 'drill'] as const).map((kind) => (
        <label class="choice-line">
          <input type="radio" name="kind" value={kind} checked={kind === chosen} /> {words[kind]}
        </label>
      ))}
    </fieldset>
  );
}

function Buttons({ rows }: Pick<ComposingPageProps, 'rows'>) {
  return (
    <fieldset>
      <legend>{words.buttons}</legend>
      <p class="hint">{words.buttonsHint}</p>
      {rows.map(({ label, value }, at) => (
        <div class="pair">
          <FormField name={`label${at}`} label={words.label(at + 1)} value={label} required={false} maxlength={40} />
          <FormField name={`value${at}`} label={words.value(at + 1)} value={value} required={false} maxlength={64} />
        </div>
      ))}
    </fieldset>
  );
}
