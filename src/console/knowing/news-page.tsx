import type { Child } from 'hono/jsx';
import { AreaField, type FieldProblems, LineField } from '../fields.tsx';
import { ConsoleForm, ConsolePage, type ConsolePageProps } from '../views/layout.tsx';
import { TrialButtons } from './trial-answers.tsx';
import { newsWords as words } from './words-news.ts';

type Page = Omit<ConsolePageProps, 'title' | 'children' | 'formToken'> & { formToken: string };

/** Days as officials write them. */
const vietnamDay = (day: string): string => day.split('-').reverse().join('/');

/** The articles there are, and a form for another. */
export function NewsPage(
  props: Page & { count: number; latest: { title: string; publisher: string; published: string }[]; address?: string },
) {
  const { count, latest, address = '', ...page } = props;
  return (
    <ConsolePage {...page} title={words.title}>
      <p>{words.how}</p>
      <ConsoleForm path="/tin" formToken={page.formToken} uploads>
        <LineField name="address" label={words.address} value={address} problems={new Map()} type="url" />
        <div class="field">
          <label for="file">{words.file}</label>
          <input id="file" name="file" type="file" accept=".html,.htm,text/html" required />
        </div>
        <button type="submit">{words.read}</button>
      </ConsoleForm>
      <section class="card">
        <h2>{words.latest}</h2>
        <p>{words.count(count)}</p>
        <ul>
          {latest.map(({ title, publisher, published }) => (
            <li>
              {title} ({publisher}
              {published === '' ? '' : `, ${vietnamDay(published)}`})
            </li>
          ))}
        </ul>
      </section>
    </ConsolePage>
  );
}

/** What was read of a page, to be confirmed. `fields`: of the form. */
export function ArticlePage(props: Page & { fields: Readonly<Record<string, string>>; problems: FieldProblems; trial?: Child }) {
  const { fields, problems, trial, ...page } = props;
  const given = (name: string) => ({ name, value: fields[name] ?? '', problems });
  const wrong = problems.get('confirmed') ?? [];
  return (
    <ConsolePage {...page} title={words.confirm}>
      <p>{words.confirmHow}</p>
      {trial}
      <div class="beside">
        <ConsoleForm path="/tin/bai" formToken={page.formToken} uploads>
          <input type="hidden" name="retrieved" value={fields.retrieved ?? ''} />
          <LineField {...given('title')} label={words.name} required />
          <LineField {...given('publisher')} label={words.publisher} required />
          <LineField {...given('published')} label={words.published} hint={words.publishedHint} type="date" />
          <LineField {...given('url')} label={words.url} type="url" />
          <LineField {...given('section')} label={words.section} />
          <AreaField {...given('body')} label={words.body} rows={14} maxlength={200_000} required />
          <label class="choice-line">
            <input
              type="checkbox"
              name="confirmed"
              value="on"
              {...(fields.confirmed === 'on' ? { checked: true } : {})}
              {...(wrong.length > 0 ? { 'aria-describedby': 'confirmed-wrong' } : {})}
            />
            {words.confirmed}
          </label>
          {wrong.length > 0 && (
            <p class="wrong" id="confirmed-wrong">
              {wrong.join(' ')}
            </p>
          )}
          <TrialButtons questions={fields.questions ?? ''} />
        </ConsoleForm>
        <section class="card" aria-label={words.text}>
          <h2>{words.text}</h2>
          <h3>{fields.title}</h3>
          <p class="hint">
            {fields.publisher} {vietnamDay(fields.published ?? '')}
          </p>
          {(fields.body ?? '')
            .split(/\n\s*\n/u)
            .filter((paragraph) => paragraph.trim() !== '')
            .map((paragraph) => (
              <p class="long">{paragraph}</p>
            ))}
        </section>
      </div>
    </ConsolePage>
  );
}
