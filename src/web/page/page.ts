/** The chat page as HTML: complete without scripts; `public/chat.js` makes it quicker. */
import { html } from 'hono/html';
import type { ProvinceProfile } from '../../elections/pack/province.ts';
import type { Choice } from '../../messaging/message.ts';
import type { PageMessage } from '../../messaging/page-chat.ts';
import { answerItem, choiceButton, type Html, questionItem } from './answer-item.ts';
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
  /** Where the files of the messages are, other than where the conversation has them. */
  filePath?: string;
}

/** What is the same on every page. */
export interface PageFrame {
  /** Where scripts, styles and the icon are, their version included. */
  assets: string;
  /** What the pack says of its province. */
  about?: ProvinceProfile | undefined;
  /** What can be asked, as buttons at the top. */
  choices: readonly Choice[];
  /** Shown in a frame of another site. */
  isEmbedded?: boolean;
}

/** Where the forms of a page go: a page in a frame answers with one. */
export const formPath = ({ isEmbedded }: PageFrame): string => (isEmbedded ? '/?embed' : '/');

export function chatPage(frame: PageFrame, content: PageContent = {}): Html {
  const { question, messages = [], problem, draft = '', laterPath, filePath } = content;
  const action = formPath(frame);
  return shell(
    frame,
    html`<a class="skip" href="#question">${webPage.skipToQuestion}</a>
      ${banner(frame)}
      <main>
        <section class="intro" aria-label="${webPage.name}">
          <p>${webPage.introduction}</p>
          <div class="quick" role="group" aria-labelledby="common">
            <h2 id="common">${webPage.commonQuestions}</h2>
            ${frame.choices.map((choice) => choiceButton(choice, action))}
          </div>
        </section>
        <div id="log" role="log" aria-live="polite" aria-label="${webPage.conversation}">
          ${question === undefined ? '' : questionItem(question)}${messages.map((message) => answerItem(message, action, filePath))}
        </div>
        ${laterPath === undefined ? '' : html`<p class="notice">${webStates.stillLooking} <a class="button" href="${laterPath}">${webPage.moreAnswers}</a></p>`}
      </main>
      <form id="ask" method="post" action="${action}" autocomplete="off" aria-labelledby="asking">
        <p id="problem" role="alert">${problem ?? ''}</p>
        <label id="asking" for="question">${webPage.questionLabel}</label>
        <div class="row">
          <textarea id="question" name="text" rows="1" required enterkeyhint="send" placeholder="${webPage.questionHint}" aria-describedby="problem">${draft}</textarea>
          <button id="send">${webPage.send}</button>
        </div>
      </form>
      <footer>
        <form method="post" action="${action}"><button class="plain" name="text" value="/xoa">${webPage.forgetMe}</button></form>
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
  share: webPage.share,
};

/** A page that only says something: not found, wrong method, an error of ours. */
export function noticePage(frame: PageFrame, notice: string): Html {
  return shell(
    frame,
    html`${banner(frame)}
      <main>
        <p class="notice" role="alert">${notice}</p>
        <p><a class="button" href="${formPath(frame)}">${webPage.backToPage}</a></p>
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
    <link rel="manifest" href="/manifest.webmanifest" />
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
