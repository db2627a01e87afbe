import {
  type ListedText,
  longestStartingText,
  longestTextName,
  type StartingText,
  startingTextMark,
  type TextRefusal,
} from '../../announcements/starting-texts/keeping.ts';
import { AreaField, type FieldProblems, LineField } from '../fields.tsx';
import { ConsoleForm, ConsolePage, type ConsolePageProps, consolePath, type PageOf, Pages } from '../views/layout.tsx';
import { textRefusalText, startingTextWords as words } from './words.ts';

type Page = Omit<ConsolePageProps, 'title' | 'children'> & { formToken: string };

/** A page of the texts that are offered, and those of the first ones that are not any more. */
export function TextsPage({ texts, removed, ...page }: Page & { texts: PageOf<ListedText>; removed: readonly StartingText[] }) {
  return (
    <ConsolePage {...page} title={words.title}>
      <p>{words.what}</p>
      <p>
        <a class="button" href={`${consolePath}/mau-soan/moi`}>
          {words.add}
        </a>
      </p>
      {texts.total === 0 && <p>{words.none}</p>}
      <ul class="list">
        {texts.shown.map((text) => (
          <li class="card">
            <Text text={text} formToken={page.formToken} />
          </li>
        ))}
      </ul>
      <Pages of={texts} path="/mau-soan" counted={words.counted} />
      {removed.length > 0 && (
        <section class="card" aria-labelledby="removed">
          <h2 id="removed">{words.removedTitle}</h2>
          {removed.map(({ id, name }) => (
            <ConsoleForm path={`/mau-soan/${id}/goc`} formToken={page.formToken}>
              <button type="submit" class="choice">
                {words.bringBack(name)}
              </button>
            </ConsoleForm>
          ))}
        </section>
      )}
    </ConsolePage>
  );
}

function Text({ text: one, formToken }: { text: ListedText; formToken: string }) {
  const { id, name, text, standing } = one;
  return (
    <>
      <h2>{name}</h2>
      <p class="hint">{words.standing[standing]}</p>
      <p class="bubble">{text}</p>
      <p>
        <a class="button choice" href={`${consolePath}/mau-soan/${id}`} aria-label={words.editTitle(name)}>
          {words.edit}
        </a>
      </p>
      {standing === 'changed' && (
        <ConsoleForm path={`/mau-soan/${id}/goc`} formToken={formToken}>
          <p class="hint">{words.restoreHint}</p>
          <button type="submit" class="choice">
            {words.restore}
          </button>
        </ConsoleForm>
      )}
      <details>
        <summary>{words.remove}</summary>
        <ConsoleForm path={`/mau-soan/${id}/bo`} formToken={formToken}>
          <input type="hidden" name="seen" value={startingTextMark(one)} />
          <p>{standing === 'own' ? words.removeOwn : words.removeOriginal}</p>
          <button type="submit" class="choice">
            {words.removeSure}
          </button>
        </ConsoleForm>
      </details>
    </>
  );
}

/** At which field a refusal is mended; none: at neither. */
const fieldOfRefusal: Readonly<Partial<Record<TextRefusal, string>>> = {
  ...{ 'no-name': 'name', 'long-name': 'name', 'same-name': 'name' },
  ...{ 'no-text': 'text', 'long-text': 'text' },
};

/** A form for one text, with what was filled in. `id`: of the one it changes; `seen`: its mark when it was opened. */
export function TextPage(
  props: Page & {
    filled: Omit<StartingText, 'id'>;
    id?: string | undefined;
    seen?: string | undefined;
    refusal?: TextRefusal | undefined;
  },
) {
  const { filled, id, seen = '', refusal, ...page } = props;
  const field = refusal && fieldOfRefusal[refusal];
  const problems: FieldProblems = new Map(field && refusal ? [[field, [textRefusalText(refusal)]]] : []);
  return (
    <ConsolePage {...page} title={id === undefined ? words.addTitle : words.editTitle(filled.name)}>
      <ConsoleForm path={`/mau-soan/${id ?? 'moi'}`} formToken={page.formToken}>
        {id !== undefined && <input type="hidden" name="seen" value={seen} />}
        <LineField
          {...{ name: 'name', label: words.name, hint: words.nameHint, value: filled.name, problems }}
          maxlength={longestTextName}
        />
        <AreaField
          {...{ name: 'text', label: words.text, hint: words.textHint, value: filled.text, problems, rows: 12 }}
          maxlength={longestStartingText}
        />
        <button type="submit">{words.save}</button>
      </ConsoleForm>
      <p>
        <a href={`${consolePath}/mau-soan`}>{words.back}</a>
      </p>
    </ConsolePage>
  );
}
