import type { AuditSink } from './sink.js';

/** Several sinks as one: each is given every record. */
export function severalSinks(sinks: readonly AuditSink[]): AuditSink {
  return {
    append: (record) => {
      for (const sink of sinks) sink.append(record);
    },
    flush: async () => {
      await Promise.all(sinks.map((sink) => sink.flush()));
    },
  };
}
