import { mostMonthDay, type Repeat } from '../../announcements/repeating/plan.ts';
import { repeatWords, weekdayName } from '../../announcements/repeating/words.ts';
import { ChoiceField, type FieldProblems, LineField } from '../fields.tsx';
import { isoWeekdays, type PlanForm, type PlanProblem, rhythmKinds } from './plan-form.ts';
import { planWords as words } from './words-plan.ts';

interface PlanFieldsProps {
  plan: PlanForm;
  /** What it comes to as it stands. */
  planned: { repeat: Repeat | undefined } | PlanProblem;
  /** Why it could not be saved. */
  problem?: PlanProblem | undefined;
}

const weekdayNames = Object.fromEntries(isoWeekdays.map((day) => [day, weekdayName(Number(day))]));
const monthDays = {
  // Keys that are numbers come in their order, before the others.
  ...Object.fromEntries(Array.from({ length: mostMonthDay }, (_, at) => [`${at + 1}`, words.day(`${at + 1}`)])),
  last: words.lastDay,
};

/**
 * When an announcement goes out again and again; folded away until it does. All fields are there without scripts: the style sheet hides those that a
 * rhythm has no use for.
 */
export function PlanFields({ plan, planned, problem }: PlanFieldsProps) {
  const problems: FieldProblems = new Map(problem ? [[problem.field, [problem.text]]] : []);
  return (
    <details class="card plan" open={plan.rhythm !== '' || problem !== undefined}>
      <summary>{repeatWords.heading}</summary>
      <p class="hint">{words.what}</p>
      <RhythmChoice chosen={plan.rhythm} wrong={problems.get('repeat')?.[0]} />
      <Weekdays chosen={plan.weekdays} wrong={problems.get('repeatDays')?.[0]} />
      <div class="of-monthly">
        <ChoiceField
          name="repeatMonthDay"
          label={words.monthDay}
          hint={words.monthDayHint}
          value={plan.monthDay}
          options={monthDays}
          problems={problems}
        />
      </div>
      <div class="pair of-monthly-weekday">
        <ChoiceField name="repeatWeekday" label={words.weekday} value={plan.weekday} options={weekdayNames} problems={problems} />
        <ChoiceField
          name="repeatWhich"
          label={words.which}
          value={plan.which}
          options={{ first: words.first, last: words.last }}
          problems={problems}
        />
      </div>
      <div class="of-any">
        <Times plan={plan} problems={problems} />
      </div>
      <section aria-labelledby="plan-heading">
        <h2 id="plan-heading">{words.days}</h2>
        <div id="plan-days" aria-live="polite">
          <Days planned={planned} />
        </div>
      </section>
    </details>
  );
}

function Days({ planned }: Pick<PlanFieldsProps, 'planned'>) {
  if ('field' in planned) return <p>{words.notYet(planned.text)}</p>;
  if (!planned.repeat) return <p>{words.noPlan}</p>;
  return (
    <>
      {repeatWords.plan(planned.repeat).map((line) => (
        <p>{line}</p>
      ))}
    </>
  );
}

/** `id` of what is wrong with a group of fields. */
const wrongOf = (name: string, wrong: string | undefined): object =>
  wrong === undefined ? {} : { 'aria-describedby': `${name}-wrong` };

function Wrong({ name, wrong }: { name: string; wrong: string | undefined }) {
  if (wrong === undefined) return null;
  return (
    <p class="wrong" id={`${name}-wrong`}>
      {wrong}
    </p>
  );
}

function RhythmChoice({ chosen, wrong }: { chosen: PlanForm['rhythm']; wrong: string | undefined }) {
  return (
    <fieldset {...wrongOf('repeat', wrong)}>
      <legend>{words.kind}</legend>
      {(['', ...rhythmKinds] as const).map((kind) => (
        <label class="choice-line">
          <input type="radio" name="repeat" value={kind} checked={kind === chosen} /> {words.kinds[kind]}
        </label>
      ))}
      <Wrong name="repeat" wrong={wrong} />
    </fieldset>
  );
}

function Weekdays({ chosen, wrong }: { chosen: readonly string[]; wrong: string | undefined }) {
  return (
    <fieldset class="of-weekly" {...wrongOf('repeatDays', wrong)}>
      <legend>{words.weekdays}</legend>
      <div class="row">
        {isoWeekdays.map((day) => (
          <label class="chip">
            <input type="checkbox" name={`repeatDay${day}`} value="on" checked={chosen.includes(day)} /> {weekdayNames[day]}
          </label>
        ))}
      </div>
      <Wrong name="repeatDays" wrong={wrong} />
    </fieldset>
  );
}

function Times({ plan, problems }: { plan: PlanForm; problems: FieldProblems }) {
  const { time, from, until, most, hours, countdown } = plan;
  return (
    <>
      <LineField name="repeatTime" label={words.time} type="time" value={time} problems={problems} />
      <div class="pair">
        <LineField name="repeatFrom" label={words.from} type="date" value={from} problems={problems} />
        <LineField name="repeatUntil" label={words.until} hint={words.untilHint} type="date" value={until} problems={problems} />
      </div>
      <div class="pair">
        <LineField
          {...{ name: 'repeatMost', label: words.most, hint: words.mostHint, value: most, problems, maxlength: 3 }}
          inputmode="numeric"
        />
        <LineField
          {...{ name: 'repeatHours', label: words.hours, hint: words.hoursHint, value: hours, problems, maxlength: 3 }}
          inputmode="numeric"
        />
      </div>
      <LineField
        {...{ name: 'repeatCountdown', label: words.countdown, hint: words.countdownHint, value: countdown, problems }}
        type="date"
      />
    </>
  );
}
