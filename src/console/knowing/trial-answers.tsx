import type { ChannelFace } from '../views/channel-face.ts';
import { Frames } from '../views/phones.tsx';
import { tryWords as words } from '../views/words-knowing.ts';
import type { TrialLine } from './trying.ts';

/** What would be answered: the first question on every channel's phone, the others one below the other. */
export function TrialAnswers({ lines, channels }: { lines: readonly TrialLine[]; channels: readonly ChannelFace[] }) {
  const [first, ...others] = lines;
  if (!first) return null;
  const [face] = channels;
  return (
    <section class="card" id="trial">
      <h2>{words.title}</h2>
      <p class="hint">{words.how}</p>
      <Frames
        message={first.message}
        channels={channels}
        isDrill={false}
        heading={`${words.first(first.question)} (${words.kinds[first.from]})`}
        level={3}
      />
      {others.length > 0 && (
        <>
          <h3>{words.others}</h3>
          <ul class="list">
            {others.map(({ question, message, from }) => (
              <li>
                <p>
                  <strong>{question}</strong> ({words.kinds[from]})
                </p>
                {(face?.parts(message) ?? [{ text: message.text, buttons: [] }]).map(({ text }) => (
                  <p class="bubble">{text}</p>
                ))}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** Questions to look at the answers with, and the two things that may be done. */
export function TrialButtons({ questions }: { questions: string }) {
  return (
    <>
      <div class="field">
        <label for="questions">{words.questions}</label>
        <p class="hint" id="questions-hint">
          {words.questionsHint}
        </p>
        <textarea id="questions" name="questions" class="low" rows={5} maxlength={1_600} aria-describedby="questions-hint">
          {questions}
        </textarea>
      </div>
      <p class="hint">{words.waits}</p>
      <div class="row">
        <button type="submit" class="choice" name="do" value="look">
          {words.look}
        </button>
        <button type="submit" name="do" value="propose">
          {words.propose}
        </button>
      </div>
    </>
  );
}
