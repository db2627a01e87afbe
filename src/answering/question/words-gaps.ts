/** Words that ask for what was left out of a sentence. Vietnamese. */
export const gapWords = {
  day: 'ngày nào',
  hour: 'mấy giờ',
  figure: 'bao nhiêu',
  percent: 'bao nhiêu phần trăm',
  isIt: ' phải không',
};
