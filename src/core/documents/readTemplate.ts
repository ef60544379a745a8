import * as l10n from '@vscode/l10n';
import type { Finding } from '../model/findings.js';
import { normaliseConstraints } from '../model/constraints.js';
import type { JsonMap } from '../model/jsonValue.js';
import type { PromptTemplate, Role, TemplateBody } from '../model/template.js';
import { quote } from '../text/quote.js';
import { trimWhiteSpace } from '../text/whiteSpace.js';
import { unknownConstraintFindings } from './constraintKeys.js';
import { foreignPlaceholderFindings } from './foreignPlaceholderFindings.js';
import { unknownPlaceholderFindings } from './placeholderFindings.js';
import { entryOf, nodeAt, stringOf, toJsonMap, type MappingNode, type ValueNode } from './valueNode.js';

/** The template in a file whose shape is right. */
export function readTemplate(root: MappingNode): PromptTemplate {
  return {
    template_id: stringOf(root, 'template_id')?.value ?? '',
    semver: stringOf(root, 'semver')?.value ?? '',
    ...readTemplateBody(root),
    role: (stringOf(root, 'role')?.value ?? 'system') as Role,
  };
}

/** What a template file and an inline template have in common. */
export function readTemplateBody(root: MappingNode): TemplateBody {
  return {
    content: stringOf(root, 'content')?.value ?? '',
    role: (stringOf(root, 'role')?.value ?? null) as Role | null,
    constraints: readConstraints(root),
    adapter_version: stringOf(root, 'adapter_version')?.value ?? null,
  };
}

function readConstraints(root: MappingNode): JsonMap | null {
  const constraints = entryOf(root, 'constraints')?.value;
  return constraints?.kind === 'mapping' ? normaliseConstraints(toJsonMap(constraints)) : null;
}

/** Findings in a template's own text and constraints, whatever else of it is wrong. */
export function templateBodyFindings(root: ValueNode): Finding[] {
  const content = stringOf(root, 'content');
  const constraints = nodeAt(root, ['constraints']);
  return [
    ...(content ? [...unknownPlaceholderFindings(content), ...foreignPlaceholderFindings(content)] : []),
    ...unknownConstraintFindings(constraints),
    ...constraintValueFindings(constraints),
  ];
}

/** What the schema cannot say: a whole number is written without a point, and a token has something to match. */
function constraintValueFindings(constraints: ValueNode | undefined): Finding[] {
  const findings: Finding[] = [];
  for (const key of ['MAX_SENTENCE_LENGTH', 'MAX_PARAGRAPHS']) {
    const node = nodeAt(constraints, [key]);
    if (node?.kind === 'float' && Number.isInteger(node.value)) {
      findings.push({
        code: 'schema',
        severity: 'error',
        message: l10n.t('{0} must be a whole number, written without a point.', quote(key)),
        range: node.range,
        replacement: String(node.value),
      });
    }
  }
  const tokens = nodeAt(constraints, ['FORBIDDEN_TOKENS']);
  for (const token of tokens?.kind === 'list' ? tokens.items : []) {
    if (token.kind === 'string' && token.value !== '' && trimWhiteSpace(token.value) === '') {
      findings.push({
        code: 'schema',
        severity: 'error',
        message: l10n.t('A forbidden token cannot be white space alone. Change or remove it.'),
        range: token.range,
      });
    }
  }
  return findings;
}
