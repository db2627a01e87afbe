/** What officials are told of proposals in their chats: what kind of change it is, never its words. Vietnamese. */
import type { PackEdit } from '../../elections/pack/edit.ts';
import type { Proposal } from './proposal.ts';

function kindName(edit: PackEdit): string {
  switch (edit.kind) {
    case 'wording':
      return 'cách hỏi mới';
    case 'unknown':
      return 'điều không trả lời';
    case 'fact':
      return 'điều mới';
    case 'change':
      return 'sửa một điều đã có';
    case 'milestone':
      return 'sửa một mốc';
    case 'province':
      return 'sửa nơi liên hệ';
    case 'article':
      return 'bài báo';
    case 'stations':
      return `nơi bỏ phiếu của ${edit.title}`;
    case 'restore':
      return 'trở về nội dung trước';
  }
}

/** Each kind once, with how many. */
function kindNames(edits: readonly PackEdit[]): string {
  const counts = new Map<string, number>();
  for (const edit of edits) counts.set(kindName(edit), (counts.get(kindName(edit)) ?? 0) + 1);
  return [...counts].map(([name, count]) => (count === 1 ? name : `${name} (${count})`)).join('; ');
}

export const proposalNewsWords = {
  ended: ({ id, edit, day }: Proposal, how: 'published' | 'dropped', by: string, console: string): string => {
    const named = `đề xuất của bạn (${kindName(edit)}, ngày ${day.split('-').reverse().join('/')})`;
    return `${how === 'published' ? `✅ ${by} đã đăng ${named}.` : `↩️ ${by} đã bỏ ${named}, không đăng.`} Xem: ${console}/de-xuat/${id}`;
  },
  waiting: (edits: readonly PackEdit[], console: string): string =>
    `📥 ${edits.length} đề xuất chờ bạn xem và đăng: ${kindNames(edits)}. Xem: ${console}/de-xuat`,
};
