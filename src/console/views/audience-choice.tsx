import type { CommuneHit } from '../../elections/commune-search.ts';
import { FormField } from './layout.tsx';
import { composeWords as words } from './words-composing.ts';

interface AudienceChoiceProps {
  filled: { audience: string; chosen: readonly string[]; communes: string };
  /** Places found by what was typed; absent: nothing was sought. */
  hits: readonly CommuneHit[] | undefined;
  communeName: (code: string) => string;
}

const audiences: readonly [string, string][] = [
  ['', words.unchosen],
  ['everyone', words.everyone],
  ['milestones', words.milestones],
  ['reform', words.reform],
  ['milestones+reform', words.both],
  ['communes', words.communesOf],
  ['communes+milestones', words.communesAnd.milestones],
  ['communes+reform', words.communesAnd.reform],
  ['communes+milestones+reform', words.communesAnd.both],
  ['officials', words.officials],
];

/** Whom it goes to: one of the groups, or communes as chips that are found by typing. */
export function AudienceChoice({ filled, hits, communeName }: AudienceChoiceProps) {
  const { chosen } = filled;
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
      <fieldset id="chips">
        <legend>{words.chosen}</legend>
        {chosen.length === 0 && <p>{words.noneChosen}</p>}
        <div class="row">
          {chosen.map((code) => (
            <label class="chip">
              <input type="checkbox" name={`xa:${code}`} value="on" checked /> {communeName(code)}
            </label>
          ))}
        </div>
        <FormField
          name="communes"
          label={words.communes}
          hint={words.communesHint}
          value={hits === undefined || hits.length === 0 ? filled.communes : ''}
          required={false}
        />
        <button type="submit" name="do" value="find" class="choice">
          {words.find}
        </button>
        <Hits hits={hits} typed={filled.communes} chosen={chosen} communeName={communeName} />
      </fieldset>
    </>
  );
}

function Hits(props: {
  hits: AudienceChoiceProps['hits'];
  typed: string;
  chosen: readonly string[];
  communeName: (code: string) => string;
}) {
  const { hits, typed, chosen, communeName } = props;
  if (hits === undefined) return null;
  if (hits.length === 0) return <p role="status">{words.noHit(typed)}</p>;
  return (
    <fieldset>
      <legend>{words.found}</legend>
      {hits
        .filter(({ communes }) => !communes.every(({ code }) => chosen.includes(code)))
        .map(({ title, kind, communes }) => (
          <label class="choice-line">
            <input
              type="checkbox"
              name={communes.map(({ code }) => `xa:${code}`).join(' ')}
              value="on"
              checked={communes.every(({ code }) => chosen.includes(code))}
            />
            {words.hit(
              title,
              kind !== 'commune',
              communes.map(({ code }) => communeName(code)),
            )}
          </label>
        ))}
    </fieldset>
  );
}
