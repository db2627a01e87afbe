/** Why somebody could not be reached, for officials. Vietnamese. */
export const failureNames = {
  blocked: 'đã chặn bot',
  gone: 'không còn tài khoản',
  rejected: 'nền tảng từ chối',
  'gave-up': 'thử nhiều lần không được',
};
