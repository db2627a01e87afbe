import type { Child } from 'hono/jsx';
import { AreaField, ChoiceField, type FieldProblems, LineField, SourceKeys } from '../fields.tsx';
import { ConsoleForm, ConsolePage, type ConsolePageProps, consolePath } from '../views/layout.tsx';
import { factFormWords as words } from '../views/words-knowing.ts';
import { type FactFields, rowsOf, sourceField } from './fact-fields.ts';
import { TrialButtons } from './trial-answers.tsx';

export interface FactFormProps extends Omit<ConsolePageProps, 'title' | 'children' | 'formToken'> {
  formToken: string;
  /** Id of the fact that is changed; none for a new one. */
  id?: string | undefined;
  /** Fingerprint of what the form was filled with. */
  is?: string | undefined;
  fields: FactFields;
  problems: FieldProblems;
  /** The unanswered question it is for. */
  group?: string | undefined;
  sources: readonly { key: string; title: string }[];
  trial?: Child;
  /** Published before, latest first. */
  versions?: readonly { id: string; number: number; by: string; day: string }[];
}

/** A form for a fact, new or there already. */
export function FactFormPage(props: FactFormProps) {
  const { id, is, fields, problems, group, sources, trial, versions = [], ...page } = props;
  const given = (name: string) => ({ name, value: fields[name] ?? '', problems });
  return (
    <ConsolePage {...page} title={id === undefined ? words.title : words.editTitle(id)}>
      <p>{id === undefined ? words.how : words.howToEdit}</p>
      {trial}
      <ConsoleForm path={id === undefined ? '/su-kien/moi' : `/su-kien/${id}/sua`} formToken={page.formToken}>
        {group === undefined ? null : <input type="hidden" name="group" value={group} />}
        {is === undefined ? null : <input type="hidden" name="is" value={is} />}
        <AreaField {...given('statement')} label={words.statement} rows={3} maxlength={2_000} required />
        <LineField {...given('value')} label={words.value} />
        <LineField {...given('subject')} label={words.subject} />
        <LineField {...given('measure')} label={words.measure} required />
        <Values fields={fields} problems={problems} />
        <div class="row">
          <LineField {...given('area')} label={words.area} required />
          <ChoiceField {...given('level')} label={words.level} options={words.levels} />
          <LineField {...given('year')} label={words.year} maxlength={4} />
          <LineField {...given('validFrom')} label={words.validFrom} type="date" />
          <LineField {...given('validTo')} label={words.validTo} type="date" />
        </div>
        <Sources fields={fields} problems={problems} sources={sources} />
        <AreaField {...given('quote')} label={words.quote} rows={2} maxlength={2_000} />
        <ChoiceField {...given('confidence')} label={words.confidence} options={words.confidences} />
        <LineField {...given('nextStep')} label={words.nextStep} />
        <Kinds chosen={(fields.kind ?? '').split(' ')} problems={problems} />
        <LineField {...given('topic')} label={words.topic} required />
        {id === undefined ? <LineField {...given('id')} label={words.id} required /> : null}
        <AreaField {...given('asks')} label={words.asks} rows={8} maxlength={16_000} required />
        <TrialButtons questions={fields.questions ?? ''} />
      </ConsoleForm>
      {versions.length > 0 && (
        <section class="card">
          <h2>{words.versions}</h2>
          <ul class="list">
            {versions.map((version) => (
              <li>
                {version.number}. {version.by}, {version.day.split('-').reverse().join('/')}{' '}
                <a
                  href={`${consolePath}/su-kien/${id}/sua?ban=${version.id}`}
                  aria-label={`${words.openVersion}: ${version.number}`}
                >
                  {words.openVersion}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </ConsolePage>
  );
}

function Values({ fields, problems }: { fields: FactFields; problems: FieldProblems }) {
  return (
    <fieldset>
      <legend>{words.values}</legend>
      <p class="hint">{words.valuesHint}</p>
      {(problems.get('values') ?? []).map((text) => (
        <p class="wrong">{text}</p>
      ))}
      {Array.from({ length: rowsOf(fields).values }, (_, row) => {
        const given = (name: string) => ({ name: `value-${row}-${name}`, value: fields[`value-${row}-${name}`] ?? '', problems });
        return (
          <fieldset class="row">
            <legend>{words.row(row + 1)}</legend>
            <LineField {...given('of')} label={words.of} />
            <ChoiceField {...given('kind')} label={words.valueKind} options={words.valueKinds} />
            <LineField {...given('is')} label={words.is} />
            <LineField {...given('to')} label={words.to} />
            <LineField {...given('unit')} label={words.unit} />
            <ChoiceField {...given('comparator')} label={words.comparator} options={words.comparators} />
          </fieldset>
        );
      })}
    </fieldset>
  );
}

function Sources(props: { fields: FactFields; problems: FieldProblems; sources: FactFormProps['sources'] }) {
  const { fields, problems, sources } = props;
  return (
    <fieldset>
      <legend>{words.sources}</legend>
      <p class="hint">{words.sourcesHint}</p>
      {(problems.get('sources') ?? []).map((text) => (
        <p class="wrong">{text}</p>
      ))}
      {Array.from({ length: rowsOf(fields).sources }, (_, row) => {
        const given = (name: string) => ({ name, value: fields[name] ?? '', problems });
        return (
          <div class="row">
            <LineField
              {...given(sourceField('source', row))}
              label={words.sourceRow(row + 1)}
              list="sources"
              required={row === 0}
            />
            <LineField {...given(sourceField('article', row))} label={words.articleRow(row + 1)} />
          </div>
        );
      })}
      <SourceKeys sources={sources} />
    </fieldset>
  );
}

function Kinds({ chosen, problems }: { chosen: readonly string[]; problems: FieldProblems }) {
  return (
    <fieldset>
      <legend>{words.kind}</legend>
      {(problems.get('kinds') ?? []).map((text) => (
        <p class="wrong">{text}</p>
      ))}
      <div class="row">
        {Object.entries(words.kinds).map(([key, text]) => (
          <label class="choice-line">
            <input type="checkbox" name="kind" value={key} {...(chosen.includes(key) ? { checked: true } : {})} />
            {text}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
