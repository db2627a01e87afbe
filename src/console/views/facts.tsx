import type { Fact } from '../../elections/fact.ts';
import { ConsoleForm, ConsolePage, type ConsolePageProps, consolePath, FormField, type PageOf, Pages } from './layout.tsx';
import { factFormWords, unansweredWords, factListWords as words } from './words-knowing.ts';

type Page = Omit<ConsolePageProps, 'title' | 'children' | 'formToken'> & { formToken: string };

/** A page of the facts that were looked for. */
export function FactsPage({ looked, found, ...page }: Page & { looked: string; found: PageOf<Fact> }) {
  return (
    <ConsolePage {...page} title={words.title}>
      <form method="get" action={`${consolePath}/su-kien`}>
        <div class="field">
          <label for="tim">{words.look}</label>
          <input id="tim" name="tim" type="search" value={looked} maxlength={100} />
        </div>
        <button type="submit">{words.search}</button>
      </form>
      <p role="status">{words.found(found.shown.length, found.total)}</p>
      <ul class="list card">
        {found.shown.map(({ id, statement }) => (
          <li>
            <a href={`${consolePath}/su-kien/${id}`}>{id}</a>: {statement}
          </li>
        ))}
      </ul>
      <Pages of={found} path="/su-kien" kept={{ tim: looked }} />
      <a class="button" href={`${consolePath}/su-kien/moi`}>
        {unansweredWords.addFact}
      </a>
    </ConsolePage>
  );
}

/** One fact with its sources and a page of its ways of asking; `tried`: what the service answers now to a few of them. */
export function FactDetailPage(
  props: Page & { fact: Fact; asks: PageOf<string>; tried: { question: string; answer: string }[] },
) {
  const { fact, asks, tried, ...page } = props;
  const { id, statement, value, area, sources } = fact;
  return (
    <ConsolePage {...page} title={id}>
      <section class="card">
        <p>{statement}</p>
        {value === undefined ? null : <p>{value}</p>}
        <p>{area}</p>
        <ul>
          {sources.map(({ title, publisher, date }) => (
            <li>
              {title} ({publisher}, {date})
            </li>
          ))}
        </ul>
      </section>
      <p>
        <a class="button" href={`${consolePath}/su-kien/${id}/sua`}>
          {factFormWords.edit}
        </a>
      </p>
      <section class="card">
        <h2>{words.tried}</h2>
        {tried.map(({ question, answer }) => (
          <>
            <p>
              <strong>{question}</strong>
            </p>
            <p class="bubble">{answer}</p>
          </>
        ))}
      </section>
      <section class="card">
        <h2>
          {unansweredWords.wordings} ({asks.total})
        </h2>
        <ul>
          {asks.shown.map((way) => (
            <li>{way}</li>
          ))}
        </ul>
        <Pages of={asks} path={`/su-kien/${id}`} counted={words.ways} />
      </section>
      <section class="actions" aria-labelledby="add-wording">
        <h2 id="add-wording">{words.another}</h2>
        <ConsoleForm path={`/su-kien/${id}/cach-hoi`} formToken={page.formToken}>
          <FormField name="wording" label={unansweredWords.wording} maxlength={300} />
          <button type="submit">{unansweredWords.propose}</button>
        </ConsoleForm>
      </section>
    </ConsolePage>
  );
}
