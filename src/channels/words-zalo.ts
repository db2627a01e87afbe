/** What only Zalo's channels say: they have no buttons, or none that every account may use. */
export const zaloWords = {
  /** Above a numbered menu. */
  menu: 'Trả lời bằng một con số để chọn:',
  /** After the line that names one source of several. */
  allSources: 'Xem đủ: nhắn “nguồn”.',
};
