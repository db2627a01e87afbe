import { createKnowledgeBase, type KnowledgeBase } from '../../../src/answering/search/knowledge-base.ts';
import type { SourceDocument } from '../../../src/elections/pack/document.ts';
import { emptyLexicon } from '../../../src/vietnamese/lexicon.ts';

export const article = (id: string, title: string, published: string, ...paragraphs: string[]): SourceDocument => ({
  id,
  title,
  publisher: 'Báo thử',
  published,
  body: paragraphs.join('\n\n'),
});

/** A small newspaper with near duplicates: one rule for two units, one figure for two years. */
export const newspaper: SourceDocument[] = [
  article(
    'cai-cach-2022',
    'Tổng kết cải cách hành chính năm 2022',
    '2022-12-13',
    'Năm 2022, tỉnh có tổng số 1.972 thủ tục hành chính ở ba cấp. Tỉnh đã cắt giảm thời gian giải quyết của 929 thủ tục.',
    'Hội nghị được tổ chức bằng hình thức trực tiếp và trực tuyến với các huyện, thành phố, thị xã.',
  ),
  article(
    'kiem-tra-09',
    'Kiểm tra công tác chuẩn bị bầu cử tại đơn vị bầu cử số 09',
    '2026-03-11',
    'Đơn vị bầu cử số 09 gồm ba phường, có 31 khu vực bỏ phiếu và hơn 42.000 cử tri. Danh sách cử tri đã được niêm yết từ ngày 3/2/2026.',
  ),
  article(
    'sa-pa',
    'Cảnh sát giao thông hỗ trợ ba mẹ con gặp nạn',
    '2026-03-11',
    'Chiều 11/3, trên đường Điện Biên Phủ, phường Sa Pa, Đội Cảnh sát giao thông số 1 đã hỗ trợ ba mẹ con gặp nạn giữa trời mưa mù.',
  ),
  article(
    'cau-moi',
    'Khánh thành cầu Thác Bà',
    '2025-09-02',
    'Cầu Thác Bà dài 320 m được khánh thành ngày 2/9/2025. Công trình do Sở Xây dựng làm chủ đầu tư với kinh phí 145 tỷ đồng.',
    'Bà con hai bên bờ không còn phải đi đò. Trường tiểu học của xã đón thêm 120 học sinh từ bên kia sông.',
  ),
  article(
    'mua-vu',
    'Nông dân vào vụ',
    '2026-02-20',
    'Nông dân các xã vùng cao xuống giống ngô xuân. Giá dương liễu và cây cảnh tăng nhẹ sau Tết.',
  ),
  article(
    'du-lich',
    'Du lịch đầu năm',
    '2026-02-25',
    'Khu du lịch đón 18.000 lượt khách trong dịp Tết, tăng 12% so với năm trước.',
  ),
];

export function openNewspaper(documents: SourceDocument[] = newspaper): KnowledgeBase {
  const base = createKnowledgeBase({ lexicon: emptyLexicon() });
  for (const document of documents) base.add(document);
  return base;
}
