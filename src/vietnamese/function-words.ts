import { fold } from './text.ts';

/** Words that carry grammar or the asking itself; they count, but little. With diacritics: `chủ` is not `chu`. */
export const functionWords = new Set(
  (
    'là thì mà cho tôi em mình cháu con bác chú cô anh chị ông bà ở tại của và với hay hoặc những các một nào gì nhé nha ạ à ơi vậy thế rồi đã đang sẽ ' +
    'được không chưa phải cần muốn hỏi xin giúp biết bao nhiêu mấy khi lúc ai sao như do này kia đó đây ra vào lên xuống thôi ' +
    'có bị về theo từ đến để nếu nữa cũng hả nhỉ ta tao họ nó cái vẫn đâu thế nên còn hiện bên các đi làm trong ngoài nhà vụ việc đúng sai thật vừa qua ấy nhá dạ thưa alo ủa sắp luôn kiểu lỡ cụ bạn dì cậu bố mẹ vợ chồng'
  ).split(' '),
);
/** The same without marks, but for those that other words look like then. */
export const foldedFunctionWords = new Set(
  [...functionWords]
    .map(fold)
    .filter(
      (word) =>
        ![
          'chu',
          'ba',
          'bi',
          'nha',
          'lam',
          'vu',
          'viec',
          'ca',
          'do',
          'sap',
          'luon',
          'da',
          'thua',
          'cu',
          'ban',
          'di',
          'bo',
        ].includes(word),
    ),
);
