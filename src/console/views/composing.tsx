import { ConsoleForm, ConsolePage, type ConsolePageProps, FormField } from './layout.tsx';
import { composeWords as words } from './words-announcing.ts';

/** A form for the content of an announcement, with what was filled in. `number`, `version`: of the announcement it changes. */
export interface ComposingPageProps extends Omit<ConsolePageProps, 'title' | 'children'> {
  formToken: string;
  filled: { text: string; audience: string; communes: string; sendAt: string; expiresAt: string };
  existing?: { number: number; version: number } | undefined;
  /** The audience cannot be chosen: a correction goes to who got what it corrects. */
  fixedAudience?: boolean;
}

const audiences: readonly [string, string][] = [
  ['', words.unchosen],
  ['everyone', words.everyone],
  ['milestones', words.milestones],
  ['reform', words.reform],
  ['milestones+reform', words.both],
  ['communes', words.communesOf],
  ['officials', words.officials],
];

export function ComposingPage({ filled, existing, fixedAudience = false, ...page }: ComposingPageProps) {
  return (
    <ConsolePage {...page} title={existing ? words.editTitle(existing.number) : words.title}>
      <ConsoleForm path={existing ? `/thong-bao/${existing.number}/sua` : '/soan'} formToken={page.formToken}>
        {existing ? <input type="hidden" name="version" value={String(existing.version)} /> : <KindChoice />}
        <div class="field">
          <label for="text">{words.text}</label>
          <p class="hint" id="text-hint">
            {words.textHint}
          </p>
          <textarea id="text" name="text" rows={10} maxlength={20_000} aria-describedby="text-hint">
            {filled.text}
          </textarea>
        </div>
        {fixedAudience ? <p>{words.kept}</p> : <AudienceChoice filled={filled} />}
        <FormField
          name="sendAt"
          label={words.sendAt}
          hint={words.sendAtHint}
          type="datetime-local"
          value={filled.sendAt}
          required={false}
        />
        <FormField name="expiresAt" label={words.expiresAt} type="datetime-local" value={filled.expiresAt} required={false} />
        <button type="submit">{words.save}</button>
      </ConsoleForm>
    </ConsolePage>
  );
}

function KindChoice() {
  return (
    <fieldset>
      <legend>{words.kind}</legend>
      {(['notice', 'drill'] as const).map((kind) => (
        <label class="choice-line">
          <input type="radio" name="kind" value={kind} checked={kind === 'notice'} /> {words[kind]}
        </label>
      ))}
    </fieldset>
  );
}

function AudienceChoice({ filled }: Pick<ComposingPageProps, 'filled'>) {
  return (
    <>
      <div class="field">
        <label for="audience">{words.audience}</label>
        <select id="audience" name="audience">
          {audiences.map(([value, name]) => (
            <option value={value} selected={value === filled.audience}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <FormField name="communes" label={words.communes} hint={words.communesHint} value={filled.communes} required={false} />
    </>
  );
}
