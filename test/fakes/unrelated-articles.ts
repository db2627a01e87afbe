import type { SourceDocument } from '../../src/elections/pack/document.ts';

const crops = ['lúa nương', 'ngô lai', 'chè Shan tuyết', 'quế', 'măng tre', 'mận hậu', 'dứa', 'chuối mô', 'thảo quả', 'sa nhân'];
const places = [
  'bản vùng cao',
  'thung lũng',
  'ven suối',
  'sườn đồi',
  'chợ phiên',
  'trường bán trú',
  'trạm y tế',
  'nhà máy thủy điện',
];
const events = [
  'mở rộng đường liên thôn',
  'trao học bổng',
  'khánh thành cầu treo',
  'tiêm phòng gia súc',
  'thi đấu bóng chuyền',
  'trồng rừng đầu năm',
];

/** Articles that answer no question about elections or reform: what a province's newspaper is full of besides. The same every time. */
export function unrelatedArticles(count: number): SourceDocument[] {
  return Array.from({ length: count }, (_, i) => {
    const [crop, place, event] = [crops[i % crops.length]!, places[i % places.length]!, events[i % events.length]!];
    const households = 12 + ((i * 7) % 83);
    return {
      id: `unrelated-${i}`,
      title: `Vụ ${crop} mới và chuyện ${event} ở ${place} (kỳ ${i + 1})`,
      publisher: 'Báo địa phương',
      published: `2025-${String(1 + (i % 12)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')}`,
      body: `Bà con ở ${place} vừa thu hoạch ${crop} được mùa. Có ${households} hộ tham gia mô hình, mỗi hộ thu thêm ${3 + (i % 9)} triệu đồng một vụ.\n\nCùng dịp này, địa phương ${event}; dân số của thôn là ${400 + i * 3} người và ai cũng góp ngày công. Thời tiết thuận lợi, giá bán ổn định.`,
    };
  });
}
