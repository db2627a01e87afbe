import type { Child } from 'hono/jsx';
import { Labelled } from './views/layout.tsx';

/** Sentences on what is wrong, by the name of the field. */
export type FieldProblems = ReadonlyMap<string, readonly string[]>;

interface FieldProps {
  name: string;
  label: string;
  value: string;
  problems: FieldProblems;
  hint?: string;
  required?: boolean;
}

const idsOf = (name: string, hint: string | undefined, wrong: readonly string[]): object => {
  const ids = [hint === undefined ? '' : `${name}-hint`, wrong.length > 0 ? `${name}-wrong` : ''].filter(Boolean);
  return {
    ...(ids.length > 0 ? { 'aria-describedby': ids.join(' ') } : {}),
    ...(wrong.length > 0 ? { 'aria-invalid': 'true' } : {}),
  };
};

/** A label, its hint, the field and what is wrong with it. */
function Checked(props: { name: string; label: string; hint?: string | undefined; wrong: readonly string[]; children: Child }) {
  const { name, label, hint, wrong, children } = props;
  return (
    <Labelled name={name} label={label} hint={hint}>
      {children}
      {wrong.length > 0 && (
        <p class="wrong" id={`${name}-wrong`}>
          {wrong.join(' ')}
        </p>
      )}
    </Labelled>
  );
}

/** A field of one line. */
export function LineField(
  props: FieldProps & { type?: 'text' | 'date' | 'time' | 'url'; list?: string; maxlength?: number; inputmode?: 'numeric' },
) {
  const { name, label, value, problems, hint, required = false, type = 'text', list, maxlength = 600, inputmode } = props;
  const wrong = problems.get(name) ?? [];
  return (
    <Checked name={name} label={label} hint={hint} wrong={wrong}>
      <input
        {...{ id: name, name, type, value, required, maxlength }}
        {...(list === undefined ? {} : { list })}
        {...(inputmode === undefined ? {} : { inputmode })}
        {...idsOf(name, hint, wrong)}
      />
    </Checked>
  );
}

/** A field of several lines. */
export function AreaField(props: FieldProps & { rows: number; maxlength: number }) {
  const { name, label, value, problems, hint, required = false, rows, maxlength } = props;
  const wrong = problems.get(name) ?? [];
  return (
    <Checked name={name} label={label} hint={hint} wrong={wrong}>
      <textarea
        {...{ id: name, name, rows, required, maxlength, ...(rows < 5 ? { class: 'low' } : {}) }}
        {...idsOf(name, hint, wrong)}
      >
        {value}
      </textarea>
    </Checked>
  );
}

/** One of a few; `options`: value → what is read. */
export function ChoiceField(props: FieldProps & { options: Readonly<Record<string, string>> }) {
  const { name, label, value, problems, hint, options } = props;
  const wrong = problems.get(name) ?? [];
  return (
    <Checked name={name} label={label} hint={hint} wrong={wrong}>
      <select {...{ id: name, name }} {...idsOf(name, hint, wrong)}>
        {Object.entries(options).map(([key, text]) => (
          <option value={key} {...(key === value ? { selected: true } : {})}>
            {text}
          </option>
        ))}
      </select>
    </Checked>
  );
}

/** Keys that are offered while somebody types; any other of the registry may be typed as well. */
const mostOffered = 300;
const longestTitle = 80;

/** The registry of sources for fields with `list="sources"`. */
export function SourceKeys({ sources }: { sources: readonly { key: string; title: string }[] }) {
  return (
    <datalist id="sources">
      {sources.slice(0, mostOffered).map(({ key, title }) => (
        <option value={key}>{title.length > longestTitle ? `${title.slice(0, longestTitle - 1)}…` : title}</option>
      ))}
    </datalist>
  );
}
