/** What a file of ours is, told by its double suffix (spec, section 1). */
export type FileKind = 'template' | 'bundle' | 'input';

/** How a file is written. */
export type FileSyntax = 'yaml' | 'json' | 'markdown';

export interface FileType {
  readonly kind: FileKind;
  readonly syntax: FileSyntax;
}

/** Glob of every file of ours, for file searches and watchers. */
export const PROMPT_FILES_GLOB =
  '**/*.{prompt-template.md,prompt-template.yaml,prompt-template.yml,prompt-template.json,prompt-bundle.yaml,prompt-bundle.yml,prompt-bundle.json,prompt-input.yaml,prompt-input.yml,prompt-input.json}';

/** Folders that hold other people's files, or this project's own records: their files are none of ours. */
export const SKIPPED_FOLDERS: ReadonlySet<string> = new Set([
  'node_modules',
  '.git',
  '.hg',
  '.svn',
  '.prompt-bundles',
]);

/** Each kind of file speaks of those before it alone. */
export const KINDS_IN_ORDER: readonly FileKind[] = ['template', 'bundle', 'input'];

/** Glob of everything in those folders. */
export const SKIPPED_FILES_GLOB = `**/{${[...SKIPPED_FOLDERS].join(',')}}/**`;

const NAME = /\.prompt-(template|bundle|input)\.(md|ya?ml|json)$/;

/** The kind and syntax of a file by its name, or `undefined` when it is none of ours. */
export function fileTypeOf(path: string): FileType | undefined {
  const [, kind, extension] = NAME.exec(path) ?? [];
  if (kind === undefined) return undefined;
  if (extension === 'md' && kind !== 'template') return undefined;
  return {
    kind: kind as FileKind,
    syntax: extension === 'md' ? 'markdown' : extension === 'json' ? 'json' : 'yaml',
  };
}
