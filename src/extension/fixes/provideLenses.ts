import { Range, Uri, workspace, type CodeLens } from 'vscode';
import { stringOf } from '../../core/documents/valueNode.js';
import { starterEdit, starterTitle, publishedState } from '../../language/index.js';
import { toRange } from '../problems/diagnostic.js';
import { lensOf } from '../output/editors.js';
import { isWithinReach } from '../workspace/ownFiles.js';
import { isReadOnly } from '../workspace/readOnly.js';
import { openFile } from './openFile.js';
import type { FixServices } from './services.js';

/** Over a file that says nothing yet, what fills it; says over a bundle whether its version is published, and leads to what can be done with it. */
export async function provideLenses(services: FixServices, uri: Uri): Promise<CodeLens[]> {
  if (!isWithinReach(uri)) return [];
  const { files, platform } = services;
  const configuration = workspace.getConfiguration('promptBundles', uri);
  if (configuration.get('codeLens.enabled') === false) return [];
  await files.include(uri);
  const file = uri.toString();
  const scope = files.scopeOf(file);
  const parsed = await files.read(file);
  const canEdit = !(await isReadOnly(uri, platform));
  const starter = canEdit ? await starterLens(services, uri) : undefined;
  if (starter) return [starter];
  if (parsed?.kind !== 'bundle') return [];
  const identity = scope.get(file)?.identity;
  const place = stringOf(parsed.root, 'bundle_id')?.range;
  const range = place ? toRange(parsed, place) : new Range(0, 0, 0, 0);
  const lens = (title: string, command: string, argument = uri): CodeLens =>
    lensOf(range, title, command, argument);
  const ours = (title: string, command: string): CodeLens => lens(title, `promptBundles.${command}`);
  const published = identity && scope.published.bundle(identity.name);
  const state = await publishedState(scope, files.told, file);
  const [damaged] = state === 'damaged' && identity ? scope.published.damaged(identity.name) : [];
  return [
    // What lies in no folder of the workspace, or nowhere yet, has no place to be published to.
    ...(state === 'new' && identity && workspace.getWorkspaceFolder(uri)
      ? [ours(`Publish ${identity.name.semver}`, 'publish')]
      : []),
    ...(state === 'published' && published
      ? [lens('Published', 'vscode.open', Uri.parse(published.file))]
      : []),
    ...(state === 'changed' ? [ours('Changed since published', 'compareWithPublished')] : []),
    ...(damaged ? [lens('Published, but damaged', 'vscode.open', Uri.parse(damaged.file))] : []),
    ...(canEdit && (state === 'published' || state === 'changed')
      ? [ours('Create next version', 'createNextVersion')]
      : []),
    ours('Compare versions', 'compareVersions'),
    ours('Open preview', 'openPreviewToSide'),
  ];
}

async function starterLens(services: FixServices, uri: Uri): Promise<CodeLens | undefined> {
  const opened = await openFile(services, uri);
  if (!opened || !starterEdit(opened.subject)) return undefined;
  return lensOf(new Range(0, 0, 0, 0), starterTitle(opened.subject), 'promptBundles.insertStarter', uri);
}
