/** Characters that change what is seen without being seen: bidirectional controls, zero-width ones, tags, other invisible ones. */
export const unseen =
  /\u034F|\u17B4|\u17B5|[\u00AD\u061C\u115F\u1160\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\u{E0000}-\u{E01EF}]|(?<!\p{Emoji})[\uFE00-\uFE0F]/u;

/** Control characters other than a line break. */
export const control = /[^\P{Cc}\n]/u;

/** Addresses of web pages, with or without what they begin with. Stateful where it is asked with `test`: use `matchAll`. */
export const link =
  /\b(?:https?:\/\/|www\.)\S+|\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,10}\.(?:vn|com|net|org|info|io|me|ly|link|top|xyz)\b(?:\/\S*)?/giu;

/** Letters of other scripts that look like Latin ones. */
export const mixedScripts = /\p{Script=Cyrillic}|\p{Script=Greek}/u;
