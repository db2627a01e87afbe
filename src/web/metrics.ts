import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Metrics } from '../messaging/metrics.ts';

/** `Metrics` with a reader, and what the web server itself counts. */
export interface PrometheusMetrics extends Metrics {
  /** `route` is one of the server's own names, never a path: a path may hold a secret. */
  httpServed(route: string, status: number, durationMs: number): void;
  /** `isUp` is read whenever the metrics are: whether the store answers and can be written. */
  watchStore(isUp: () => boolean): void;
  watchAuditLog(isBroken: () => boolean): void;
  readonly contentType: string;
  /** Everything counted so far, in the Prometheus text format. */
  text(): Promise<string>;
}

const quick = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
const withNetwork = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Counters and histograms in a registry of their own (the library's global one would mix two services in one process). */
export function createMetrics(): PrometheusMetrics {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  collectDefaultMetrics({ register: registry, prefix: 'cutri_' });

  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name, help, labelNames, registers });
  const histogram = <Label extends string>(name: string, help: string, labelNames: Label[], buckets: number[]) =>
    new Histogram({ name, help, labelNames, buckets, registers });

  const received = counter('cutri_messages_received_total', 'Updates that arrived', ['channel', 'outcome']);
  const answers = counter('cutri_answers_total', 'Messages answered', ['channel', 'kind']);
  const answerSeconds = histogram('cutri_answer_seconds', 'From taking a message up to its reply', ['channel'], quick);
  const sends = counter('cutri_sends_total', 'Attempts to send', ['channel', 'outcome']);
  const sendSeconds = histogram('cutri_send_seconds', 'Duration of one attempt to send', ['channel'], withNetwork);
  const errors = counter('cutri_platform_errors_total', 'Platform failures outside sends', ['channel', 'kind']);
  const requests = counter('cutri_http_requests_total', 'HTTP requests answered', ['route', 'status']);
  const requestSeconds = histogram('cutri_http_seconds', 'Time to answer an HTTP request', ['route'], withNetwork);

  /** A gauge whose values are asked for whenever the metrics are read. */
  function watched(name: string, help: string, label: string): Map<string, () => number> {
    const sizes = new Map<string, () => number>();
    new Gauge({
      name,
      help,
      labelNames: [label],
      registers,
      collect() {
        for (const [value, size] of sizes) this.set({ [label]: value }, size());
      },
    });
    return sizes;
  }
  const queues = watched('cutri_queue_depth', 'Items waiting', 'queue');
  const kept = watched('cutri_kept_entries', 'Entries of what is kept in memory and bounded', 'what');

  return {
    received: (channel, outcome) => received.inc({ channel, outcome }),
    answered(channel, kind, durationMs) {
      answers.inc({ channel, kind });
      answerSeconds.observe({ channel }, durationMs / 1000);
    },
    sent(channel, outcome, durationMs) {
      sends.inc({ channel, outcome });
      sendSeconds.observe({ channel }, durationMs / 1000);
    },
    platformError: (channel, kind) => errors.inc({ channel, kind }),
    watchQueue: (queue, depth) => void queues.set(queue, depth),
    watchKept: (what, entries) => void kept.set(what, entries),
    watchStore(isUp) {
      new Gauge({
        name: 'cutri_store_up',
        help: 'Whether the store answers and can be written',
        registers,
        collect() {
          this.set(isUp() ? 1 : 0);
        },
      });
    },
    watchAuditLog(isBroken) {
      new Gauge({
        name: 'cutri_audit_log_broken',
        help: 'Whether the audit log of officials is not as it was written: no announcement is sent',
        registers,
        collect() {
          this.set(isBroken() ? 1 : 0);
        },
      });
    },
    httpServed(route, status, durationMs) {
      requests.inc({ route, status });
      requestSeconds.observe({ route }, durationMs / 1000);
    },
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}
