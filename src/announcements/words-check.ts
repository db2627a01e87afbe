/** What the text check says to officials. Vietnamese. */
export const checkWords = {
  unseen: 'Văn bản có ký tự ẩn hoặc ký tự đảo chiều chữ. Hãy gõ lại đoạn đó, đừng dán từ nơi khác.',
  script: 'Văn bản có chữ cái nước ngoài trông giống chữ Việt. Hãy gõ lại đoạn đó.',
  form: 'Văn bản có dấu ở dạng rời. Hãy gõ lại bằng bộ gõ Unicode dựng sẵn.',
  drillDenied: 'Đây là tin diễn tập nhưng văn bản viết “không phải diễn tập”.',
  drillNamed: 'Đây là thông báo thật nhưng văn bản nói về diễn tập. Tin diễn tập phải tạo riêng.',
  noTime: 'Văn bản không nói ngày giờ nào.',
  noPlace: 'Văn bản không nói ở đâu.',
  tooLong: (name: string, length: number, maxTextLength: number): string =>
    `Quá dài cho kênh ${name}: ${length} ký tự cả phần đầu và cuối, tối đa ${maxTextLength}.`,
  button: (label: string): string => `Nút “${label}” không dùng được: nhãn từ 1 đến 40 ký tự, nội dung tối đa 64 byte.`,
  link: (address: string): string => `Liên kết ${address} không thuộc trang của cơ quan nhà nước (.gov.vn, quochoi.vn).`,
};
