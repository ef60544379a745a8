import type { LogOutputChannel } from 'vscode';
import { labelText } from '../../core/output/editorText.js';

/** Notes a failure in the output channel: where it happened, and on one line what it says, which may name files. */
export function logError(log: Pick<LogOutputChannel, 'error'>, error: unknown, what = ''): void {
  const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const frames = error instanceof Error ? (error.stack?.match(/\n\s+at [^\n]*/g) ?? []) : [];
  log.error(
    labelText(`${what} ${said}`.trim()) + frames.map((frame) => `\n${labelText(frame.slice(1))}`).join(''),
  );
}

/** Notes what somebody may want to know who looks for the reason of something, on one line. */
export function logWarning(log: Pick<LogOutputChannel, 'warn'>, text: string): void {
  log.warn(labelText(text));
}
