/** What officials are told of what others, or the service by itself, did with an announcement. Vietnamese. */
import type { Announcement, Incident } from '../../announcements/announcement.ts';
import { repeatWords } from '../../announcements/repeating/words.ts';
import { announcementName, publicName, vietnamTime } from '../../announcements/words.ts';

const failing = 'Các kênh khác vẫn gửi. Việc cần làm: kiểm tra kênh này, rồi bấm Gửi tiếp để mở lại, hoặc Dừng hẳn.';

function lostApproval({ state, content }: Announcement): string {
  if (content.repeat) return repeatWords.lost;
  return state === 'paused'
    ? 'Đang tạm dừng, không có tin nào đi thêm. Việc cần làm: Dừng hẳn rồi soạn bản mới, hoặc Gửi tiếp khi lý do trên không còn.'
    : 'Chưa gửi cho ai. Việc cần làm: xem lại, trình và duyệt lại.';
}

/** What happened, and what to do now. */
export function incidentText({ announcement, what, detail }: Incident): string {
  const name = announcementName(announcement);
  switch (what) {
    case 'emergency':
      return `🔴 ${publicName(announcement)}: ${announcement.author} vừa cho gửi ngay, theo mẫu khẩn số ${announcement.filled?.of.number ?? ''}. Nội dung:\n\n${announcement.content.text}\n\nNếu thấy sai: mở thông báo và bấm Dừng hẳn, một người là đủ.`;
    case 'missed':
      return `⚠️ ${name}: KHÔNG gửi, vì đã quá giờ hẹn ${vietnamTime(detail)} hơn 15 phút. Việc cần làm: đặt giờ mới, trình và duyệt lại; hoặc bỏ thông báo này.`;
    case 'skipped': {
      const [next, ...skipped] = detail.split(' ');
      return repeatWords.skipped(name, skipped, next === '-' ? undefined : next);
    }
    case 'recount':
      return `⚠️ ${name}: chưa gửi cho ai, vì số người nhận khác lúc duyệt (${detail}). Việc cần làm: người duyệt xem lại và duyệt lại, hoặc trả lại.`;
    case 'approval-lost':
      return `⚠️ ${name}: ${detail}. ${lostApproval(announcement)}`;
    case 'channel-held':
      return `⚠️ ${name}: kênh ${detail} đang bị giữ lại${announcement.heldChannels[detail] ? ` (${announcement.heldChannels[detail]})` : ''}. ${failing}`;
    case 'finished':
      if (announcement.content.repeat) return repeatWords.allDone(name);
      return `✅ ${name}. Người đăng ký mới vẫn nhận cho đến khi hết hiệu lực.`;
    case 'expired':
      return `${name}: không gửi thêm. Việc cần làm: nếu vẫn cần thông báo, soạn bản mới với hạn mới.`;
  }
}

/** What stands under news in a chat where nothing can be done. `console`: its address. */
export const whereToWork = (console: string | undefined): string =>
  console === undefined ? 'Xem và làm ở Telegram hoặc dòng lệnh.' : `Xem và làm ở bàn làm việc: ${console}`;

/** What one official did that others wait for or have to know. `by`: their name. */
export type NewsStep = 'submit' | 'approve' | 'return' | 'schedule' | 'send' | 'pause' | 'resume' | 'stop' | 'followUp';

export function stepText(step: NewsStep, announcement: Announcement, by: string): string {
  const name = announcementName(announcement);
  const why = announcement.note ? `: ${announcement.note}` : '';
  switch (step) {
    case 'submit':
      return `📥 ${name}: ${by} đã trình. Mời người duyệt xem và duyệt, hoặc trả lại.`;
    case 'approve':
      return announcement.kind === 'template'
        ? `${name}: ${by} đã duyệt. Từ bây giờ dùng được khi khẩn cấp, không phải duyệt lại.`
        : `${name}: ${by} đã duyệt. Chưa gửi: bấm gửi hoặc hẹn giờ.`;
    case 'return':
      return `↩️ ${name}: ${by} đã trả lại${why}`;
    case 'schedule':
      return `⏰ ${name}: ${by} đã hẹn giờ${announcement.content.sendAt ? `, tự gửi lúc ${vietnamTime(announcement.content.sendAt)}` : ''}.`;
    case 'send':
      return `🚀 ${name}: ${by} đã cho gửi.`;
    case 'pause':
      return `⏸ ${name}: ${by} đã tạm dừng${why}`;
    case 'resume':
      return `▶️ ${name}: ${by} đã cho gửi tiếp.`;
    case 'stop':
      return `⛔ ${name}: ${by} đã dừng hẳn${why}`;
    case 'followUp':
      return `✏️ ${by} đang soạn ${name}${announcement.about ? ` cho thông báo số ${announcement.about.number}; bản gốc đang gửi thì tạm dừng` : ''}.`;
  }
}
