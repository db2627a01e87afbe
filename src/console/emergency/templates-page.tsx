import type { TemplateStanding } from '../../announcements/emergency/alarm.ts';
import { blankTypes, mostBlankLength } from '../../announcements/templates/blank.ts';
import { blankTypeName } from '../../announcements/templates/words.ts';
import { announcementName, audienceName, refusalText } from '../../announcements/words.ts';
import type { CommuneHit } from '../../elections/commune-search.ts';
import { AudienceChoice } from '../views/audience-choice.tsx';
import { TranslationFields } from '../views/composing.tsx';
import { ConsoleForm, ConsolePage, type ConsolePageProps, consolePath, FormField, type PageOf, Pages } from '../views/layout.tsx';
import type { BlankRow, TemplateForm } from './template-form.ts';
import { emergencyWords as words } from './words.ts';

type Page = Omit<ConsolePageProps, 'title' | 'children' | 'official'> & {
  official: NonNullable<ConsolePageProps['official']>;
  formToken: string;
};

/** A page of the templates, whether each can be used now, and why not. */
export function TemplatesPage({
  standings,
  communeName,
  ...page
}: Page & { standings: PageOf<TemplateStanding>; communeName: (code: string) => string }) {
  const { roles } = page.official;
  return (
    <ConsolePage {...page} title={words.title}>
      <p>{words.what}</p>
      {roles.includes('author') && (
        <p>
          <a class="button" href={`${consolePath}/khan/moi`}>
            {words.create}
          </a>
        </p>
      )}
      {standings.total === 0 && <p>{words.none}</p>}
      <ul class="list">
        {standings.shown.map((standing) => (
          <li class="card">
            <Standing standing={standing} communeName={communeName} maySend={roles.includes('approver')} />
          </li>
        ))}
      </ul>
      <Pages of={standings} path="/khan" counted={words.templates} />
    </ConsolePage>
  );
}

function Standing(props: { standing: TemplateStanding; communeName: (code: string) => string; maySend: boolean }) {
  const { standing, communeName, maySend } = props;
  const { template, unusable } = standing;
  const { number, content } = template;
  const { blanks = [], hours = 0 } = content.terms ?? {};
  return (
    <>
      <h2>{announcementName(template)}</h2>
      <p class="bubble">{content.text}</p>
      <dl class="facts">
        <dt>{words.for}</dt>
        <dd>{audienceName(content.audience, communeName)}</dd>
        <dt>{words.blanks}</dt>
        <dd>
          {blanks.length === 0
            ? words.noBlanks
            : blanks.map(({ name, type, most }) => words.blank(name, blankTypeName(type), most)).join('; ')}
        </dd>
        <dt>{words.lasts}</dt>
        <dd>{words.hours(hours)}</dd>
      </dl>
      <p>{unusable ? words.unusable(refusalText(unusable)) : words.usable(content.expiresAt ?? '')}</p>
      <p class="row">
        {!unusable && maySend && (
          <a class="button" href={`${consolePath}/khan/${number}`}>
            {words.use}
          </a>
        )}
        <a class="button choice" href={`${consolePath}/thong-bao/${number}`}>
          {words.look}
        </a>
      </p>
    </>
  );
}

/** A form for a template, with what was filled in. `version`: of the template it changes. */
export function TemplatePage(
  props: Page & {
    filled: TemplateForm;
    rows: readonly BlankRow[];
    existing: { number: number; version: string } | undefined;
    hits: readonly CommuneHit[] | undefined;
    communeName: (code: string) => string;
  },
) {
  const { filled, rows, existing, hits, communeName, ...page } = props;
  return (
    <ConsolePage {...page} title={existing ? words.editTitle(existing.number) : words.newTitle}>
      <p>{existing ? words.editVoids : words.what}</p>
      <ConsoleForm path={existing ? `/khan/${existing.number}/sua` : '/khan/moi'} formToken={page.formToken}>
        {existing && <input type="hidden" name="version" value={existing.version} />}
        <div class="field">
          <label for="text">{words.text}</label>
          <p class="hint" id="text-hint">
            {words.textHint}
          </p>
          <textarea id="text" name="text" rows={8} maxlength={4_000} aria-describedby="text-hint">
            {filled.text}
          </textarea>
        </div>
        <TranslationFields translations={filled.translations} />
        <Blanks rows={rows} />
        <AudienceChoice filled={filled} hits={hits} communeName={communeName} />
        <FormField
          name="hours"
          label={words.hoursField}
          inputmode="numeric"
          value={filled.hours}
          required={false}
          maxlength={2}
        />
        <FormField name="expiresAt" label={words.validUntil} type="datetime-local" value={filled.expiresAt} required={false} />
        <button type="submit" name="do" value="save">
          {words.save}
        </button>
      </ConsoleForm>
    </ConsolePage>
  );
}

function Blanks({ rows }: { rows: readonly BlankRow[] }) {
  return (
    <fieldset>
      <legend>{words.blanks}</legend>
      <p class="hint">{words.blanksHint}</p>
      {rows.map(({ name, type, most }, at) => (
        <div class="pair">
          <FormField name={`blank${at}`} label={words.blankName(at + 1)} value={name} required={false} maxlength={30} />
          <div class="field">
            <label for={`type${at}`}>{words.blankType}</label>
            <select id={`type${at}`} name={`type${at}`}>
              {blankTypes.map((one) => (
                <option value={one} selected={one === type}>
                  {blankTypeName(one)}
                </option>
              ))}
            </select>
          </div>
          <FormField
            name={`most${at}`}
            label={words.blankMost}
            inputmode="numeric"
            value={most}
            required={false}
            maxlength={String(mostBlankLength).length}
          />
        </div>
      ))}
    </fieldset>
  );
}
