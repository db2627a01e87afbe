import type { ShownGroup } from '../../conversations/unanswered/question-group.ts';
import { ConsoleForm, ConsolePage, type ConsolePageProps, consolePath, FormField, type PageOf, Pages } from './layout.tsx';
import { unansweredWords as words } from './words-knowing.ts';

type Page = Omit<ConsolePageProps, 'title' | 'children' | 'formToken'> & { formToken: string };

const vietnamDay = (day: string): string => day.split('-').reverse().join('/');
const lastDay = ({ days }: ShownGroup): string => vietnamDay(Object.keys(days).sort().at(-1) ?? '');

/** `telegram 3, web 1`. */
function channelsOf({ days }: ShownGroup): string {
  const counts = new Map<string, number>();
  for (const byChannel of Object.values(days))
    for (const [channel, count] of Object.entries(byChannel)) counts.set(channel, (counts.get(channel) ?? 0) + count);
  return [...counts].map(([channel, count]) => `${channel} ${count}`).join(', ');
}

/** A page of the groups of questions. */
export function UnansweredPage({ list, ...page }: Page & { list: PageOf<ShownGroup> }) {
  const { shown: groups } = list;
  return (
    <ConsolePage {...page} title={words.title}>
      <p>{words.how}</p>
      {groups.length === 0 ? (
        <p class="card">{words.none}</p>
      ) : (
        <section class="card scroll" aria-label={words.title}>
          <table>
            <thead>
              <tr>
                {[words.question, words.count, words.days, words.channels, words.assigned].map((name) => (
                  <th scope="col">{name}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {groups.map((group) => (
                <tr>
                  <th scope="row">
                    <a href={`${consolePath}/cau-hoi/${group.id}`}>{group.wordings[0]}</a>
                  </th>
                  <td>{group.count}</td>
                  <td>{lastDay(group)}</td>
                  <td>{channelsOf(group)}</td>
                  <td>{group.done ? words.doneMark : (group.assigned ?? words.nobody)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <Pages of={list} path="/cau-hoi" counted={words.groups} />
    </ConsolePage>
  );
}

/** `nearest`: id and statement of what comes nearest; `answer`: what the service says now. */
export function QuestionPage(
  props: Page & {
    group: ShownGroup;
    nearest: { id: string; statement: string }[];
    answer: string;
    filled?: Record<string, string>;
  },
) {
  const { group, nearest, answer, filled = {}, ...page } = props;
  const at = `/cau-hoi/${group.id}`;
  const { formToken } = page;
  const [first = ''] = group.wordings;
  return (
    <ConsolePage {...page} title={first}>
      <section class="card">
        <h2>{words.wordings}</h2>
        <ul>
          {group.wordings.map((wording) => (
            <li>{wording}</li>
          ))}
        </ul>
        <p>
          {words.count}: {group.count} ({channelsOf(group)}; {lastDay(group)})
        </p>
        <p>
          {words.assigned}: {group.assigned ?? words.nobody}
        </p>
      </section>
      <section class="card">
        <h2>{words.nearest}</h2>
        {nearest.length === 0 && <p>{words.noNearest}</p>}
        <ul>
          {nearest.map(({ id, statement }) => (
            <li>
              <strong>{id}</strong>: {statement}
            </li>
          ))}
        </ul>
        <h2>{words.now}</h2>
        <p class="bubble">{answer}</p>
      </section>
      <section class="actions" aria-labelledby="add-wording">
        <h2 id="add-wording">{words.addWording}</h2>
        <ConsoleForm path={`${at}/cach-hoi`} formToken={formToken}>
          <FormField name="fact" label={words.fact} value={filled.fact ?? nearest[0]?.id ?? ''} maxlength={100} />
          <FormField name="wording" label={words.wording} value={filled.wording ?? first} maxlength={300} />
          <button type="submit">{words.propose}</button>
        </ConsoleForm>
      </section>
      <section class="actions" aria-labelledby="not-ours">
        <h2 id="not-ours">{words.notOurs}</h2>
        <ConsoleForm path={`${at}/khong-tra-loi`} formToken={formToken}>
          <FormField name="about" label={words.about} value={filled.about ?? ''} maxlength={200} />
          <FormField name="says" label={words.says} value={filled.says ?? ''} maxlength={300} />
          <FormField name="nextStep" label={words.nextStep} value={filled.nextStep ?? ''} maxlength={300} required={false} />
          <button type="submit">{words.propose}</button>
        </ConsoleForm>
      </section>
      <section class="actions">
        <a class="button" href={`${consolePath}/su-kien/moi?cau-hoi=${group.id}`}>
          {words.addFact}
        </a>
        <ConsoleForm path={`${at}/nhan-viec`} formToken={formToken}>
          <button type="submit" class="choice">
            {words.assign}
          </button>
        </ConsoleForm>
        <ConsoleForm path={`${at}/xong`} formToken={formToken}>
          <p class="hint">{words.doneHow}</p>
          <button type="submit">{words.done}</button>
        </ConsoleForm>
      </section>
    </ConsolePage>
  );
}
