import { createHash } from 'node:crypto';

export const webhookPath = '/hooks/bench';
export const signatureHeader = 'x-signature';

const secret = 'bench-secret-bench-secret';
const questions = [
  'Ngày bầu cử là ngày nào?',
  'phuong cam duong thuoc don vi bau cu nao',
  'Năm 2022 tỉnh Lào Cai có bao nhiêu thủ tục hành chính?',
  'di bau can mang giay to gi vay ad',
  'Người đang nằm viện thì bỏ phiếu thế nào?',
];

/** Like Zalo's: a hash over the raw body and a secret. */
export function signature(rawBody: string): string {
  return `mac=${createHash('sha256').update(`app${rawBody}${secret}`).digest('hex')}`;
}

/** A signed update of about 400 bytes, as the bytes of an HTTP request. */
export function updateRequest(number: number): Buffer {
  const body = JSON.stringify({
    id: `update-${number}`,
    from: String(9_007_199_254_740_993n + BigInt(number % 5_000)),
    text: questions[number % questions.length],
    padding: 'x'.repeat(230),
  });
  return Buffer.from(
    `POST ${webhookPath} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n${signatureHeader}: ${signature(body)}\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
