/** What `cutri check` and the importers say in English, in words for officials. Vietnamese. */
import type { Problem } from '../../elections/pack/problem.ts';

type Said = string | ((...parts: string[]) => string);

/** By the beginning of the message; what is in brackets in the pattern is handed on. */
const problemWords: readonly (readonly [RegExp, Said])[] = [
  [/^there is no source "([^"]*)"/u, (key) => `Không có nguồn này trong sổ nguồn: “${key}”.`],
  [/^there is no article "([^"]*)"/u, (id) => `Không có bài báo “${id}”.`],
  [/^there is no fact or milestone/u, 'Không có điều mang mã này.'],
  [/^there is no commune "([^"]*)"/u, (name) => `Không có xã, phường nào tên “${name}”.`],
  [/^the id "[^"]*" (?:is already taken|is given twice)/u, 'Mã này đã dùng rồi, hãy chọn mã khác.'],
  [/^"(?:id|topic)" is (?:missing|empty)/u, 'Hãy điền mã.'],
  [/^"(?:id|topic)" is /u, 'Mã chỉ gồm chữ thường không dấu, số và gạch nối.'],
  [/^"asks" is /u, 'Cần ít nhất một cách hỏi.'],
  [/^"kinds" is /u, 'Hãy chọn ít nhất một loại câu hỏi.'],
  [/^"year" is /u, 'Hãy viết năm bằng bốn chữ số.'],
  [/^"(?:validFrom|validTo)" is /u, 'Hãy viết một ngày có thật.'],
  [/^"values(?:\.\w+)?" is "([^"]*)"/u, () => 'Giá trị viết chưa đúng: số có đơn vị, ngày có thật, giờ dạng 07:00.'],
  [/^"sources(?:\.\w+)?" /u, 'Hãy ghi nguồn.'],
  [/^"[\w.]+" is (?:missing|empty)/u, 'Hãy điền mục này.'],
  [/^(\S*) is not a day of the calendar/u, (day) => `${day} không phải là một ngày có thật.`],
  [/^the statement says "([^"]*)", which is true for a day only/u, (word) => `Không viết “${word}”: hãy ghi rõ ngày hoặc năm.`],
  [/^the value says ([^"]*?), the statement and/u, (said) => `Câu trả lời và câu trích không nêu ${said}.`],
  [/^the statement does not say its year (\d+)/u, (year) => `Câu trả lời chưa nêu năm ${year}.`],
  [/^"validTo" .* lies before/u, 'Ngày hết hiệu lực đứng trước ngày có hiệu lực.'],
  [/^"nextStep" stands beside/u, 'Điều này đã có bước tiếp theo riêng cho trước và sau ngày bầu cử, không thêm bước chung.'],
  [/^the value "([^"]*)" is ([^,]*), no sentence/u, (of, is) => `Câu nêu ${is} (${of}) chưa có đơn vị ấy.`],
  [
    /^the value "([^"]*)" is ([^,]*), the statement and the quote/u,
    (of, is) => `Câu trả lời và câu trích không nêu ${is} (${of}).`,
  ],
  [
    /^the value [^"]* is of "([^"]*)", the statement [^"]* say "([^"]*)"/u,
    (of, word) => `“${of}”: câu trả lời chưa có chữ “${word}”.`,
  ],
  [
    /^the measure is "([^"]*)", "([^"]*)" of the same series measures "([^"]*)"/u,
    (_, id, other) => `Cùng một loạt với ${id} thì phải đo cùng một việc: “${other}”.`,
  ],
  [/^the measure "([^"]*)" says "([^"]*)", what it is/u, (_, word) => `Câu trả lời chưa có chữ “${word}”.`],
  [/^the measure "([^"]*)" says "([^"]*)"/u, (_, word) => `Không viết “${word}” ở đây: nơi và năm có ô riêng.`],
  [/^the quote is of no article/u, 'Câu trích phải lấy từ một bài báo đứng đầu phần nguồn (news: và mã bài).'],
  [/^the quote does not stand in/u, 'Câu trích không có nguyên văn trong bài báo đứng đầu phần nguồn.'],
  [
    /^established, but with one source/u,
    'Muốn ghi “hai nguồn, hoặc điều của luật” thì cần thêm nguồn thứ hai hoặc ghi điều luật.',
  ],
  [/^(?:official|established), but from a copy only/u, 'Nguồn chỉ là bản đăng lại: hãy chọn “một nguồn”.'],
  [/^nobody can look up/u, 'Nguồn chưa tra cứu được: hãy ghi điều, số văn bản, hoặc chọn nguồn có địa chỉ hay ngày.'],
  [/^"([^"]*)" \([^"]*\) is a copy/u, (title) => `“${title}” là bản đăng lại, các nguồn khác đã đủ: hãy bỏ nguồn này.`],
  [/a brace or bar/u, 'Dấu { } hoặc | chưa khép.'],
  [/^"url" is not a web address/u, 'Địa chỉ phải bắt đầu bằng https://.'],
  [/^"(?:published|retrieved)" is not a date/u, 'Hãy viết một ngày có thật.'],
  [/^the article has no text/u, 'Bài chưa có nội dung.'],
  [/^the file is empty/u, 'Tệp sẽ không còn gì.'],
  // What the province says of itself, and milestones.
  [/^"questions" is an empty list/u, 'Cần ít nhất một câu hỏi gợi ý.'],
  [/^"questions" is "\["/u, 'Nhiều nhất sáu câu hỏi gợi ý.'],
  [/^"questions" is "/u, 'Mỗi câu hỏi gợi ý nhiều nhất 60 ký tự.'],
  [/^"contacts" is an empty list/u, 'Cần ít nhất một nơi liên hệ.'],
  [/^"contacts\.url" /u, 'Địa chỉ của nơi liên hệ phải bắt đầu bằng https://.'],
  [/^"date" is "/u, 'Hãy viết một ngày có thật.'],
  // Lists of polling stations.
  [
    /^the row is of "([^"]*)", not of "([^"]*)"/u,
    (other, own) => `Dòng này của ${other}, tài khoản của bạn chỉ thay đổi được ${own}: hãy bỏ dòng này khỏi danh sách.`,
  ],
  [/^no column holds "commune"/u, 'Chưa rõ của xã, phường nào: hãy chọn cột, hoặc chọn một xã, phường cho cả danh sách.'],
  [/^no column holds "source"/u, 'Chưa có nguồn: hãy chọn cột, hoặc ghi một nguồn cho cả danh sách.'],
  [/^no column holds "(\w+)"/u, (column) => `Chưa có cột nào là “${columnName(column)}”.`],
  [/^two columns hold "(\w+)"/u, (column) => `Hai cột cùng được chọn là “${columnName(column)}”: hãy chọn một.`],
  [/^the same commune and area as line (\d+)/u, (row) => `Trùng khu vực với dòng ${row}.`],
  [/^only "(?:lat|lon)" is given/u, 'Tọa độ phải có cả vĩ độ và kinh độ.'],
  [/^only "(?:opens|closes)" is given/u, 'Giờ bỏ phiếu phải có cả giờ mở và giờ đóng.'],
  [
    /^it opens at (\S+) and closes at (\S+)/u,
    (opens, closes) => `Mở lúc ${opens} mà đóng lúc ${closes}: giờ đóng phải sau giờ mở.`,
  ],
  [/^"([^"]*)" is empty/u, (column) => `Cột “${column}” còn trống.`],
  [/^"([^"]*)" is "([^"]*)"$/u, (column, cell) => `Cột “${column}” ghi “${cell}”.`],
  // Files.
  [/^it is an \.xls file/u, 'Đây là tệp .xls của Excel cũ: hãy lưu lại thành .xlsx hoặc CSV UTF-8.'],
  [
    /unpacks to more than|^it holds \d+ parts|^a cell lies beyond/u,
    'Tệp quá lớn khi mở ra: hãy chép riêng danh sách sang một tệp mới.',
  ],
  [/^it is locked with a password/u, 'Tệp có mật khẩu: hãy lưu lại không có mật khẩu.'],
  [/^it is (?:a damaged|not a whole) \.xlsx/u, 'Tệp .xlsx bị hỏng: hãy mở bằng Excel rồi lưu lại.'],
  [/^the encoding is not UTF-8|damaged: save it again as UTF-8/u, 'Không đọc được bảng mã của tệp: hãy lưu lại bằng UTF-8.'],
  [/^it is not a table of cells/u, 'Tệp không phải là bảng: dấu ngoặc kép chưa khép.'],
  [/^the list is missing/u, 'Không thấy danh sách nào trong tệp: cần một dòng tiêu đề và các dòng bên dưới.'],
  [/^it has more than (\d+) rows/u, (most) => `Danh sách dài hơn ${most} dòng: hãy tách thành nhiều tệp.`],
  [/^it has no title/u, 'Trang này không có tiêu đề bài.'],
  [/^no article text was found|^it is too deeply nested/u, 'Không tìm thấy nội dung bài báo trong trang này.'],
];

/** What to do, where the Vietnamese above says only what is there. */
const fixWords: readonly (readonly [RegExp, string])[] = [
  [/both times/u, ' Hãy ghi cả hai giờ, ví dụ 07:00 - 19:00.'],
  [/latitude and longitude/u, ' Hãy ghi vĩ độ và kinh độ, ví dụ 22.486, 103.975.'],
  [/time of day/u, ' Hãy ghi giờ, ví dụ 07:00.'],
  [/in degrees/u, ' Hãy ghi bằng độ, có dấu chấm, ví dụ 22.48.'],
  [/outside Vietnam/u, ' Nơi này nằm ngoài Việt Nam: có thể vĩ độ và kinh độ bị đảo.'],
  [/did you mean "([^"]*)"\?/u, ' Có phải “$1”?'],
];

const columnNames: Record<string, string> = {
  commune: 'Xã, phường',
  area: 'Khu vực bỏ phiếu',
  hamlets: 'Thôn, bản, tổ dân phố',
  name: 'Địa điểm bỏ phiếu',
  address: 'Địa chỉ',
  opens: 'Giờ mở cửa',
  closes: 'Giờ đóng cửa',
  hours: 'Thời gian bỏ phiếu (cả hai giờ)',
  lat: 'Vĩ độ',
  lon: 'Kinh độ',
  coordinates: 'Tọa độ (cả hai)',
  accessibility: 'Lối đi cho người khuyết tật',
  source: 'Nguồn',
};

/** A column of a list as officials call it. */
export const columnName = (column: string): string => columnNames[column] ?? column;

export function packProblemText({ message, fix }: Pick<Problem, 'message' | 'fix'>): string {
  for (const [pattern, said] of problemWords) {
    const found = pattern.exec(message);
    if (!found) continue;
    const text = typeof said === 'string' ? said : said(...found.slice(1));
    const more = fixWords.find(([fits]) => fits.test(fix));
    return more ? `${text}${more[0].exec(fix)![0].replace(more[0], more[1])}` : text;
  }
  return `Chưa hợp lệ: ${message} (${fix}).`;
}

/** What an importer says, as one sentence. */
export const importFaultText = (why: string): string => packProblemText({ message: why, fix: '' });
