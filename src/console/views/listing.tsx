import { type Announcement, states } from '../../announcements/announcement.ts';
import { isSamePerson } from '../../announcements/people/officials.ts';
import { stateName } from '../../announcements/words.ts';
import { HomeState, type HomeStateProps } from './home-state.tsx';
import { ConsolePage, type ConsolePageProps, consolePath, FormField } from './layout.tsx';
import { AnnouncementLink } from './preview.tsx';
import { consoleWords } from './words.ts';
import { previewWords } from './words-announcing.ts';
import { heapName, homeWords, listWords as words } from './words-listing.ts';

type Page = Omit<ConsolePageProps, 'title' | 'children' | 'official' | 'formToken'> & {
  official: NonNullable<ConsolePageProps['official']>;
  formToken: string;
};

/** So many of a heap are shown; the rest are in the list of all. */
const mostOfHeap = 30;

/** Where somebody goes first whom nothing waits for. */
const firstSteps = [
  { role: 'author', path: '/soan', name: consoleWords.compose },
  { role: 'editor', path: '/cau-hoi', name: consoleWords.questions },
  { role: 'admin', path: '/can-bo', name: consoleWords.people },
] as const;

export function HomePage(
  props: Page & HomeStateProps & { heaps: [Parameters<typeof heapName>[0], Announcement[]][]; any: boolean },
) {
  const { heaps, any, health, standing, open, today, ...page } = props;
  const { official } = page;
  const whyNot = (heap: string, { state, writers }: Announcement) =>
    heap === 'with-others' &&
    state === 'submitted' &&
    official.roles.includes('approver') &&
    isSamePerson(official.person, writers)
      ? previewWords.ownWriting
      : undefined;
  return (
    <ConsolePage {...page} title={homeWords.title}>
      {heaps.length === 0 && (
        <div class="card">
          {homeWords.nothing(official.roles, any).map((line) => (
            <p>{line}</p>
          ))}
          <p class="row">
            {firstSteps
              .filter(({ role }) => official.roles.includes(role))
              .map(({ path, name }) => (
                <a class="button" href={`${consolePath}${path}`}>
                  {name}
                </a>
              ))}
          </p>
        </div>
      )}
      {heaps.map(([heap, held]) => (
        <section class="card" aria-labelledby={`heap-${heap}`}>
          <h2 id={`heap-${heap}`}>
            {heapName(heap)} ({held.length})
          </h2>
          <ul class="list">
            {held.slice(0, mostOfHeap).map((announcement) => (
              <AnnouncementLink announcement={announcement} why={whyNot(heap, announcement)} />
            ))}
          </ul>
        </section>
      ))}
      <HomeState official={official} health={health} standing={standing} open={open} today={today} />
    </ConsolePage>
  );
}

interface Filter {
  state: string;
  audience: string;
  author: string;
  month: string;
}

export function ListPage(props: Page & { shown: Announcement[]; filter: Filter; olderThan?: number | undefined }) {
  const { shown, filter, olderThan, ...page } = props;
  const wanted = new URLSearchParams({
    'trang-thai': filter.state,
    'nguoi-nhan': filter.audience,
    'nguoi-soan': filter.author,
    thang: filter.month,
  });
  for (const [name, value] of [...wanted]) if (value === '') wanted.delete(name);
  const older = new URLSearchParams([...wanted, ['truoc', String(olderThan)]]);
  return (
    <ConsolePage {...page} title={words.title}>
      <Filters filter={filter} />
      {shown.length === 0 ? (
        <p class="card">{words.none}</p>
      ) : (
        <ul class="list card">
          {shown.map((announcement) => (
            <AnnouncementLink announcement={announcement} />
          ))}
        </ul>
      )}
      <p class="row">
        {olderThan === undefined ? null : (
          <a class="button" href={`${consolePath}/thong-bao?${older.toString()}`}>
            {words.older}
          </a>
        )}
        <a class="button choice" href={`${consolePath}/thong-bao.csv?${wanted.toString()}`}>
          {words.csv}
        </a>
      </p>
    </ConsolePage>
  );
}

function Filters({ filter }: { filter: Filter }) {
  const select = (name: string, label: string, chosen: string, options: readonly (readonly [string, string])[]) => (
    <div class="field">
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        {[['', words.any] as const, ...options].map(([value, title]) => (
          <option value={value} selected={value === chosen}>
            {title}
          </option>
        ))}
      </select>
    </div>
  );
  return (
    <form method="get" action={`${consolePath}/thong-bao`} class="card" aria-label={words.filter}>
      <div class="row">
        {select(
          'trang-thai',
          words.state,
          filter.state,
          states.map((state) => [state, stateName(state)] as const),
        )}
        {select('nguoi-nhan', words.audience, filter.audience, Object.entries(words.audiences))}
        <FormField name="nguoi-soan" label={words.author} value={filter.author} required={false} maxlength={32} />
        <FormField name="thang" label={words.month} type="month" value={filter.month} required={false} />
      </div>
      <button type="submit">{words.apply}</button>
    </form>
  );
}
