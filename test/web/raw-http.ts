import { connect } from 'node:net';

/** Sends bytes as they are and collects what comes back until the other side closes: for requests no HTTP client would make. */
export function rawRequest(address: string, ...chunks: (string | Buffer)[]): Promise<string> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => {
      for (const chunk of chunks) socket.write(chunk);
    });
    socket.on('data', (data) => {
      answer += data.toString();
    });
    // A reset after the answer is how a server refuses to read on.
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
  });
}
