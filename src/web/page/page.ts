/** The chat page as HTML: complete without scripts; `public/chat.js` makes it quicker. */
import { html } from 'hono/html';
import { quickChoices } from '../../answering/reply/words-talk.ts';
import type { ProvinceProfile } from '../../elections/pack/province.ts';
import type { Choice, SourceLine } from '../../messaging/message.ts';
import type { PageMessage } from '../../messaging/page-chat.ts';
import { isBold } from '../../messaging/parts.ts';
import { filePath, safeLink, shortDate, sourcesTitle } from './message.ts';
import { maxQuestionLength } from './question.ts';
import { webPage, webStates } from './words.ts';

export interface PageContent {
  /** What was asked, when the page answers a form. */
  question?: string;
  messages?: readonly PageMessage[];
  /** A sentence about what went wrong; `draft` keeps what the person had typed. */
  problem?: string;
  draft?: string;
  /** Where to look for an answer that was not ready. */
  laterPath?: string;
}

type Html = ReturnType<typeof html>;

/** What is the same on every page. */
export interface PageFrame {
  /** Where scripts, styles and the icon are, their version included. */
  assets: string;
  /** What the pack says of its province. */
  about?: ProvinceProfile | undefined;
}

export function chatPage(frame: PageFrame, content: PageContent = {}): Html {
  const { question, messages = [], problem, draft = '', laterPath } = content;
  return shell(
    frame,
    html`<a class="skip" href="#question">${webPage.skipToQuestion}</a>
      ${banner(frame)}
      <main>
        <section class="intro" aria-label="${webPage.name}">
          <p>${webPage.introduction}</p>
          <div class="quick" role="group" aria-labelledby="common">
            <h2 id="common">${webPage.commonQuestions}</h2>
            ${quickChoices(frame.about).map(choiceButton)}
          </div>
        </section>
        <ol id="log" role="log" aria-live="polite" aria-label="${webPage.conversation}">
          ${question === undefined ? '' : questionItem(question)}${messages.map(answerItem)}
        </ol>
        ${laterPath === undefined ? '' : html`<p class="notice">${webStates.stillLooking} <a class="button" href="${laterPath}">${webPage.moreAnswers}</a></p>`}
      </main>
      <form id="ask" method="post" action="/" autocomplete="off">
        <p id="problem" role="alert">${problem ?? ''}</p>
        <label for="question">${webPage.questionLabel}</label>
        <div class="row">
          <textarea id="question" name="text" rows="2" required enterkeyhint="send" placeholder="${webPage.questionHint}" aria-describedby="problem">${draft}</textarea>
          <button id="send">${webPage.send}</button>
        </div>
      </form>
      <footer>
        <form method="post" action="/"><button class="plain" name="text" value="/xoa">${webPage.forgetMe}</button></form>
      </footer>
      <template id="words" data-max="${maxQuestionLength}" data-words="${JSON.stringify({ ...webStates, ...pageWords })}"></template>`,
    true,
  );
}

const pageWords = {
  youAsked: webPage.youAsked,
  answered: webPage.answered,
  openSource: webPage.openSource,
  download: webPage.download,
};

/** A page that only says something: not found, wrong method, an error of ours. */
export function noticePage(frame: PageFrame, notice: string): Html {
  return shell(
    frame,
    html`${banner(frame)}
      <main>
        <p class="notice" role="alert">${notice}</p>
        <p><a class="button" href="/">${webPage.backToPage}</a></p>
      </main>`,
    false,
  );
}

function shell(frame: PageFrame, body: Html, scripted: boolean): Html {
  return html`<!doctype html>
<html lang="vi">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content" />
    <title>${frame.about?.page.title ?? webPage.title}</title>
    <meta name="description" content="${webPage.description}" />
    <meta name="color-scheme" content="light dark" />
    <link rel="icon" href="${frame.assets}/icon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="${frame.assets}/chat.css" />
    ${
      scripted
        ? html`<link rel="modulepreload" href="${frame.assets}/conversation.js" />
    <script type="module" src="${frame.assets}/chat.js"></script>`
        : ''
    }
  </head>
  <body>
    ${body}
  </body>
</html>`;
}

function banner(frame: PageFrame): Html {
  return html`<header><h1>${webPage.name}</h1><p>${frame.about?.page.subtitle ?? webPage.subtitle}</p></header>`;
}

/** A form of its own, so that a page without scripts can show what was chosen by its label. */
function choiceButton({ label, value }: Choice): Html {
  return html`<form method="post" action="/"><input type="hidden" name="label" value="${label}" /><button class="choice" name="choice" value="${value}">${label}</button></form>`;
}

function questionItem(text: string): Html {
  return html`<li class="asked"><h3>${webPage.youAsked}</h3><p>${text}</p></li>`;
}

function answerItem(message: PageMessage): Html {
  const { id, choices, file } = message;
  return html`<li class="answered" data-id="${id}"><h3>${webPage.answered}</h3>${body(message)}${sourceFold(message)}${
    file
      ? html`<p><a class="button" href="${filePath(id)}" download="${file.name}">${webPage.download}: ${file.name}</a></p>`
      : ''
  }${choices?.length ? html`<div class="quick">${choices.map(choiceButton)}</div>` : ''}</li>`;
}

const paragraph = (line: string): Html => html`<p>${line}</p>`;

/** The parts of a reply, each a paragraph of its own kind; a message without parts line by line. */
function body({ text, parts }: PageMessage): Html[] {
  if (!parts) {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    return lines.map(paragraph);
  }
  const { headline, sentences, notes, nextStep } = parts;
  return [
    ...(headline ? [isBold(parts) ? html`<p class="lead">${headline}</p>` : paragraph(headline)] : []),
    ...sentences.map(paragraph),
    ...(notes.length > 0 ? [html`<p class="note">${notes.join(' ')}</p>`] : []),
    ...(nextStep ? [html`<p class="next">${nextStep}</p>`] : []),
  ];
}

/** All sources in one fold, its line the strongest; a line alone where there is nothing more to say of it. */
function sourceFold({ parts, sources = [] }: PageMessage): Html | string {
  const title = sourcesTitle(parts, sources);
  const details = sources.flatMap((source) => sourceDetails(source, title));
  if (details.length > 0) return html`<details><summary>${title}</summary>${details}</details>`;
  return title === '' ? '' : html`<p class="source">${title}</p>`;
}

/** What the line of the fold does not say of a source: its title, a quote, a link to the publisher. */
function sourceDetails({ title, publisher, date, quote, url }: SourceLine, line: string): Html[] {
  return [
    ...(line.includes(title) ? [] : [html`<p>${title} (${publisher}${date ? `, ${shortDate(date)}` : ''})</p>`]),
    ...(quote ? [html`<blockquote>${quote}</blockquote>`] : []),
    ...(safeLink(url) ? [html`<p><a href="${url}" rel="noreferrer" target="_blank">${webPage.openSource}</a></p>`] : []),
  ];
}
