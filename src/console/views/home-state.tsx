import type { Official } from '../../announcements/people/officials.ts';
import type { PackStanding } from '../../elections/pack/standing.ts';
import { daysBetween } from '../../elections/tense.ts';
import type { ChannelStatus } from '../../messaging/channel-status.ts';
import { consolePath } from './layout.tsx';
import { channelName, consoleWords } from './words.ts';
import { homeWords as words } from './words-listing.ts';

export interface HomeStateProps {
  health: readonly ChannelStatus[];
  standing: PackStanding;
  /** Groups of questions that officials see and nobody has seen to. */
  open: number;
  /** `YYYY-MM-DD` in Vietnam. */
  today: string;
}

/** So many places with problems are named. */
const mostProblems = 5;

/** How the service stands: channels, what the bot knows, and what it was asked in vain. */
export function HomeState({ official, health, standing, open, today }: HomeStateProps & { official: Official }) {
  const isEditor = official.roles.includes('editor');
  return (
    <>
      <Channels health={health} />
      <Pack standing={standing} today={today} />
      <section class="card" aria-labelledby="open-questions">
        <h2 id="open-questions">{words.questions}</h2>
        <p>{words.open(open)}</p>
        {isEditor && open > 0 && (
          <a class="button choice" href={`${consolePath}/cau-hoi`}>
            {consoleWords.questions}
          </a>
        )}
      </section>
    </>
  );
}

function Channels({ health }: { health: readonly ChannelStatus[] }) {
  const isAlone = health.every(({ channel, state }) => channel === 'web' || state === 'off');
  return (
    <section class="card" aria-labelledby="health">
      <h2 id="health">{words.health}</h2>
      <ul>
        {health.map(({ channel, state }) => (
          <li class={state === 'on' || state === 'off' ? '' : 'wrong'}>
            {channelName(channel)}: {words.channelState(state)}
            {words.channelAdvice(state) === undefined ? null : <p class="hint">{words.channelAdvice(state)}</p>}
          </li>
        ))}
      </ul>
      {isAlone && <p class="wrong">{words.noMessenger}</p>}
    </section>
  );
}

function Pack({ standing, today }: Pick<HomeStateProps, 'standing' | 'today'>) {
  const { facts, articles, pollingStations, newest, takenOverAt, problems } = standing;
  const isEmpty = facts + articles === 0;
  return (
    <section class="card" aria-labelledby="pack">
      <h2 id="pack">{words.pack}</h2>
      <p class={isEmpty ? 'wrong' : ''}>{isEmpty ? words.emptyPack : words.contents(facts, articles, pollingStations)}</p>
      <p>{newest === undefined ? words.noNewest : words.newest(newest, daysBetween(newest, today))}</p>
      <p>
        {words.takenOver(takenOverAt)} {problems.length === 0 && words.sound}
      </p>
      {problems.length > 0 && (
        <div class="wrong">
          <p>{words.broken(problems.length)}</p>
          <ul>
            {problems.slice(0, mostProblems).map(({ file, line }) => (
              <li>{words.problemAt(file, line)}</li>
            ))}
            {problems.length > mostProblems && <li>{words.more(problems.length - mostProblems)}</li>}
          </ul>
        </div>
      )}
    </section>
  );
}
