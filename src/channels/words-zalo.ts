/** What only Zalo's channels say: they have no buttons, or none that every account may use. */
export const zaloWords = {
  /** The label in the account's own chat tool of people who asked for an official. */
  wantsPerson: 'Cần gặp cán bộ',
  vi: {
    /** Above a numbered menu. */
    menu: 'Trả lời bằng một con số để chọn:',
    /** Before what may be asked next, in one line. */
    next: 'Hỏi tiếp:',
    /** After the line that names one source of several. */
    allSources: 'Xem đủ: nhắn “nguồn”.',
  },
  en: {
    menu: 'Reply with a number to choose:',
    next: 'Ask next:',
    allSources: 'All of them: send “nguồn”.',
  },
};
