import { Uri, workspace } from 'vscode';
import { fileTypeOf } from '../../core/documents/fileKinds.js';
import { parseReference } from '../../core/model/reference.js';
import { textOf } from '../fixes/arguments.js';
import { fileExists } from '../workspace/fileExists.js';
import { includeBundles } from '../workspace/includeBundles.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';

/**
 * Takes in what is stored at this moment of the files and bundles that a call names: an agent may have written them just before, and
 * VS Code tells of it somewhat later.
 */
export async function takeInNamed(files: PromptWorkspace, input: unknown): Promise<void> {
  await files.settled();
  const roots = [
    ...(workspace.workspaceFolders ?? []).map(({ uri }) => uri.toString()),
    ...files.scopes().keys(),
  ];
  for (const name of [textOf(input, 'file'), textOf(input, 'input')]) {
    if (name === undefined || !fileTypeOf(name)) continue;
    for (const root of new Set(roots)) {
      const file = Uri.joinPath(Uri.parse(root), name);
      if (!(await fileExists(file))) continue;
      await files.include(file);
      await files.includeCurrent([file.toString()]);
    }
  }
  const written = textOf(input, 'bundle') ?? textOf(input, 'bundle_id');
  if (written === undefined) return;
  const ids = new Set([written, parseReference(written)?.id ?? written]);
  const bundles = [...files.scopes().values()].flatMap((scope) =>
    [...ids].flatMap((id) =>
      scope.versions('bundle', id).flatMap((semver) => scope.definitions('bundle', { id, semver })),
    ),
  );
  const isKnown = [...files.scopes().values()].some((scope) =>
    [...ids].some((id) => scope.published.versions(id).length > 0),
  );
  // It may be in a file that nobody has told of yet.
  if (bundles.length === 0 && !isKnown) await files.refresh();
  else await includeBundles(files, bundles, '');
}
