/** One question and one message as HTML; `public/conversation.js` draws the same. */
import { html } from 'hono/html';
import type { Choice, SourceLine } from '../../messaging/message.ts';
import type { PageMessage } from '../../messaging/page-chat.ts';
import { isBold } from '../../messaging/parts.ts';
import type { MessageImage } from '../../messaging/shown-image.ts';
import { arrivalTime, filePath, questionPath, rowMark, safeLink, shortDate, shownImage, sourcesTitle } from './message.ts';
import { webPage } from './words.ts';

export type Html = ReturnType<typeof html>;

/** A form of its own, so that a page without scripts can show what was chosen by its label. `action`: where forms of the page go. */
export function choiceButton({ label, value }: Choice, action: string): Html {
  return html`<form method="post" action="${action}"><input type="hidden" name="label" value="${label}" /><button class="choice" name="choice" value="${value}">${label}</button></form>`;
}

function buttonRow(choices: readonly Choice[] | undefined, style: string, action: string): Html | string {
  return choices?.length ? html`<div class="${style}">${choices.map((choice) => choiceButton(choice, action))}</div>` : '';
}

export function questionItem(text: string): Html {
  return html`<div class="asked"><h3>${webPage.youAsked}</h3><p>${text}</p></div>`;
}

/** Its size is said, so that nothing jumps when it has arrived. */
function picture(image: MessageImage): Html {
  const { url, alt, width, height } = shownImage(image);
  return html`<p class="picture"><img src="${url}" alt="${alt}" width="${width}" height="${height}" loading="lazy" /></p>`;
}

/** `filePathOf`: where the file of a message is, other than where the conversation has it. */
export function answerItem(message: PageMessage, action: string, filePathOf = filePath(message.id)): Html {
  const { id, choices, rating, file, asks, announcement, image } = message;
  return html`<div class="answered" data-id="${id}"><h3>${webPage.answered}</h3>${
    announcement
      ? html`<p class="badge"><b>${announcement.title}</b> <time datetime="${announcement.at}">${arrivalTime(announcement.at)}</time></p>`
      : ''
  }${
    file ? html`<p><a class="button" href="${filePathOf}" download="${file.name}">${webPage.download}: ${file.name}</a></p>` : ''
  }${image ? picture(image) : ''}${body(message)}${sourceFold(message)}${
    asks === undefined ? '' : html`<p><a class="share" href="${questionPath(asks)}">${webPage.share}</a></p>`
  }${buttonRow(choices, 'quick', action)}${buttonRow(rating, 'quick rating', action)}</div>`;
}

const paragraph = (line: string): Html => html`<p>${line}</p>`;

/** Lines as paragraphs, the rows of a list as a list. */
function lines(all: readonly string[]): Html[] {
  const rows = all.filter((line) => line.startsWith(rowMark));
  const list = html`<ul>${rows.map((row) => html`<li>${row.slice(rowMark.length)}</li>`)}</ul>`;
  return all.flatMap((line) => (line === rows[0] ? [list] : rows.includes(line) ? [] : [paragraph(line)]));
}

/** The parts of a reply, each a paragraph of its own kind; a message without parts line by line. */
function body({ text, parts }: PageMessage): Html[] {
  if (!parts) return lines(text.split('\n').filter((line) => line.trim() !== ''));
  const { headline, sentences, notes, nextStep } = parts;
  return [
    ...(headline ? [isBold(parts) ? html`<p class="lead">${headline}</p>` : paragraph(headline)] : []),
    ...lines(sentences),
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
