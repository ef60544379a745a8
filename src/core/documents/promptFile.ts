import type { PromptBundle } from '../model/bundle.js';
import { compareFindings, hasErrors, type Finding } from '../model/findings.js';
import type { RenderInput } from '../model/renderInput.js';
import type { PromptTemplate } from '../model/template.js';
import { SourceText } from '../text/sourceText.js';
import { visibleRange } from '../text/visible.js';
import type { DecodedText } from '../text/utf8.js';
import { encodingFindings } from './encodingFindings.js';
import type { FileKind, FileSyntax, FileType } from './fileKinds.js';
import { mergeConflictFindings } from './mergeConflicts.js';
import { parseJson, type ParsedValue } from './parseJson.js';
import { parseMarkdown } from './parseMarkdown.js';
import { parseYaml } from './parseYaml.js';
import { bundleFindings, readBundle } from './readBundle.js';
import { invisibleCharacterFindings } from './invisibleCharacters.js';
import { inputFindings, readInput } from './readInput.js';
import { readTemplate, templateBodyFindings } from './readTemplate.js';
import { blankReasonFindings } from './suppressEntries.js';
import { validateShape } from './validateShape.js';
import type { MappingNode, ValueNode } from './valueNode.js';

interface FileOf<Kind extends FileKind, Model> {
  readonly kind: Kind;
  readonly source: SourceText;
  /** The file's values with their places, when its syntax is right. */
  readonly root: ValueNode | undefined;
  /** What the file says; `undefined` when anything in it is an error. */
  readonly model: Model | undefined;
  /** What is wrong in the file itself, in order of place. */
  readonly findings: readonly Finding[];
}

export type TemplateFile = FileOf<'template', PromptTemplate>;
export type BundleFile = FileOf<'bundle', PromptBundle>;
export type InputFile = FileOf<'input', RenderInput>;
/** A file of ours, read: its model when all is right, and findings with places in any case. Never throws. */
export type PromptFile = TemplateFile | BundleFile | InputFile;

/** Reads a file of any kind. Give what `decodeUtf8` gave for bytes, or the text of an editor's buffer. */
export function parsePromptFile(type: FileType, given: DecodedText): PromptFile {
  switch (type.kind) {
    case 'template':
      return { kind: 'template', ...parse(type, given, templateBodyFindings, readTemplate) };
    case 'bundle':
      return { kind: 'bundle', ...parse(type, given, bundleFindings, readBundle) };
    case 'input':
      return { kind: 'input', ...parse(type, given, inputFindings, readInput) };
  }
}

const PARSERS: Readonly<Record<FileSyntax, (text: string) => ParsedValue>> = {
  yaml: (text) => parseYaml(text),
  json: parseJson,
  markdown: parseMarkdown,
};

function parse<Model>(
  { kind, syntax }: FileType,
  given: DecodedText,
  findingsOf: (root: ValueNode) => Finding[],
  read: (root: MappingNode) => Model,
): Omit<FileOf<FileKind, Model>, 'kind'> {
  const source = new SourceText(given.text);
  const { text } = source;
  const conflicts = mergeConflictFindings(text);
  if (conflicts.length > 0) return { source, root: undefined, model: undefined, findings: conflicts };
  const { root, findings: syntaxFindings } = PARSERS[syntax](text);
  const encoding = encodingFindings(given);
  const found = [
    ...syntaxFindings,
    ...(root
      ? [
          ...validateShape(kind, root, text),
          ...findingsOf(root),
          ...blankReasonFindings(root),
          ...invisibleCharacterFindings(root, text),
        ]
      : []),
  ];
  // In a text of another encoding, whatever else looks wrong most likely is not.
  const findings = (encoding.length > 0 ? encoding : found)
    .map((finding) => shown(finding, text))
    .sort(compareFindings);
  const model = root?.kind === 'mapping' && !hasErrors(findings) ? read(root) : undefined;
  return { source, root, model, findings };
}

/** The finding with a range that has something to see in it, and no half of a character in its message. */
function shown(finding: Finding, text: string): Finding {
  const range = visibleRange(text, finding.range);
  const isShown = range.start === finding.range.start && range.end === finding.range.end;
  if (isShown && finding.message.isWellFormed()) return finding;
  return { ...finding, range, message: finding.message.toWellFormed() };
}
