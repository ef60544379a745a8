import { languages, workspace, type Uri } from 'vscode';
import { lintStored } from './commandLine.js';
import { folder } from './support.js';

// All that is found in a folder of the workspace, in the same form whoever tells it: JSON, by file and place.

/** What the Problems panel has. */
export function shownIn(root: Uri): string[] {
  return languages
    .getDiagnostics()
    .filter(([uri]) => uri.path.startsWith(`${root.path}/`))
    .flatMap(([uri, found]) =>
      found
        .filter(({ source }) => source === 'Prompt Bundles')
        .map(({ code, severity, message, range: { start, end }, relatedInformation = [] }) =>
          JSON.stringify({
            code: typeof code === 'object' ? code.value : code,
            severity: ['error', 'warning', 'information'][severity],
            message,
            file: workspace.asRelativePath(uri),
            start: { line: start.line + 1, column: start.character + 1 },
            end: { line: end.line + 1, column: end.character + 1 },
            related: relatedInformation.map(({ message: why, location }) => ({
              message: why,
              file: workspace.asRelativePath(location.uri),
              start: { line: location.range.start.line + 1, column: location.range.start.character + 1 },
            })),
          }),
        ),
    )
    .sort();
}

/** What `lint` finds. */
export async function storedIn(root: Uri): Promise<string[]> {
  const { findings } = await lintStored(folder());
  return findings
    .filter(({ file }) => file.startsWith(`${workspace.asRelativePath(root)}/`))
    .map(({ code, severity, message, file, start, end, related = [] }) => {
      const place = ({ line, column }: { line: number; column: number }): object => ({ line, column });
      const others = related.map((other) => ({
        message: other.message,
        file: other.file,
        start: place(other.start),
      }));
      return JSON.stringify({
        code,
        severity,
        message,
        file,
        start: place(start),
        end: place(end),
        related: others,
      });
    })
    .sort();
}
