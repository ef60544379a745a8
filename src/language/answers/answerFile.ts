import type { TemplateFile } from '../../core/documents/promptFile.js';
import { mappingNode, stringNode } from '../../core/documents/valueNode.js';
import { SourceText } from '../../core/text/sourceText.js';
import { TextMap } from '../../core/text/textMap.js';

/** An answer as a file that is one text from its first character to its last, so that what fixes a template's text fixes it as well. */
export function answerFile(given: string): TemplateFile {
  const source = new SourceText(given);
  const { length } = source.text;
  const range = { start: 0, end: length };
  const value = stringNode(source.text, range, () => TextMap.identity(0, length));
  const root = mappingNode([{ key: 'content', keyRange: { start: 0, end: 0 }, value }], range);
  return { kind: 'template', source, root, model: undefined, findings: [] };
}
