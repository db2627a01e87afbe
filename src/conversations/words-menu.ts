import type { ProvinceProfile } from '../elections/pack/province.ts';
import type { Choice } from '../messaging/message.ts';

/** The menu a platform shows; officials' commands are not in it. */
export const commandMenu: { command: string; description: string }[] = [
  { command: 'batdau', description: 'Bắt đầu, bot này là gì' },
  { command: 'trogiup', description: 'Hỏi được những gì' },
  { command: 'lich', description: 'Lịch bầu cử (kèm tệp .ics)' },
  { command: 'donvi', description: 'Xã, phường thuộc đơn vị bầu cử nào' },
  { command: 'dangky', description: 'Đăng ký nhận thông báo' },
  { command: 'huy', description: 'Ngừng nhận thông báo' },
  { command: 'ngonngu', description: 'Chọn ngôn ngữ của thông báo' },
  { command: 'kiemtra', description: 'Thông báo này thật hay giả' },
  { command: 'dulieu', description: 'Xem bot giữ gì về tôi' },
  { command: 'xoa', description: 'Xóa dữ liệu của tôi' },
  { command: 'nguon', description: 'Nguồn nào; /nguon tên bài để tìm bài' },
];

/** Those that mean nothing where no announcements are sent. */
export const announcementCommands: ReadonlySet<string> = new Set(['dangky', 'huy', 'ngonngu', 'kiemtra']);

/** The question that stands behind `/donvi`; `place` as typed, empty for "my commune". */
export const unitQuestion = (place: string): string => `${place || 'Xã tôi'} thuộc đơn vị bầu cử nào?`;

/** Which communes a unit of the province’s has. */
export const wholeUnitQuestion = (number: number): string =>
  `Đơn vị bầu cử đại biểu Hội đồng nhân dân tỉnh số ${number} gồm những xã, phường nào?`;

/** What may stand before a name typed without it. */
export const placeTypes = ['xã', 'phường'] as const;

/** Asked of somebody who names a commune and nothing else; values stay within 64 bytes for every name there is. */
export const whatAbout = (title: string): { text: string; choices: Choice[] } => ({
  text: `Bạn muốn hỏi gì về ${title}?`,
  choices: [
    { label: 'Thuộc đơn vị bầu cử nào?', value: `/donvi ${title}` },
    { label: 'Bỏ phiếu ở đâu?', value: `Bỏ phiếu ở đâu, ${title}?` },
  ],
});

/** To who wants to talk to a person: who they are. */
export const personText = (contacts: NonNullable<ProvinceProfile['contacts']>): string =>
  [
    contacts.some(({ level }) => level === 'commune')
      ? 'Tôi là máy trả lời tự động, không phải cán bộ. Bạn gặp cán bộ hoặc liên hệ:'
      : 'Tôi là máy trả lời tự động, không phải cán bộ. Bạn gặp cán bộ tại UBND xã (phường) nơi mình ở' +
        (contacts.length > 0 ? ', hoặc liên hệ:' : '.'),
    ...contacts.map(
      (contact) => `- ${contact.name}${contact.for ? `: ${contact.for}` : ''}${contact.url ? ` (${contact.url})` : ''}`,
    ),
  ].join('\n');

/** Said to who asks for leave to ask. */
export const goAhead = 'Dạ, mời bạn hỏi. Bạn nhắn cả câu, hoặc nhắn vài tin liền nhau tôi sẽ đọc chung.';

/** Said to who was greeted a short while ago. */
export const askAway = 'Mời bạn hỏi, hoặc chọn một mục dưới đây.';

/** A number was typed, and there is no list it could be of. */
export const noMenu =
  'Tôi không có danh sách nào đang chờ bạn chọn số (danh sách chỉ giữ 30 phút). Bạn chọn trong các mục dưới đây:';
/** A number beyond the list. */
export const notInMenu = (length: number): string => `Danh sách chỉ có ${length} mục. Bạn chọn lại:`;

/** Offered after somebody left: what they had, by its name. */
export const subscribeAgain = (name: string): string => `Nhận lại: ${name}`;
