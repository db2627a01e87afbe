/** What stands on a poster with a QR code. */
export const qrWords = {
  scan: 'Đưa máy ảnh điện thoại vào mã',
  ask: 'Hỏi về bầu cử, có ngay câu trả lời kèm nguồn',
  commune: (title: string) => `${title}: thuộc đơn vị bầu cử nào?`,
  free: 'Trợ lý tự động, miễn phí, không hỏi thông tin cá nhân',
};
