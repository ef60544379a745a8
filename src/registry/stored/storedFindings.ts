import * as l10n from '@vscode/l10n';
import { parseJson } from '../../core/documents/parseJson.js';
import { templateBodyFindings } from '../../core/documents/readTemplate.js';
import { validateShape } from '../../core/documents/validateShape.js';
import { MAX_DEPTH } from '../../core/documents/valueRules.js';
import type { FindingCode, Severity } from '../../core/model/findings.js';
import { quote } from '../../core/text/quote.js';
import { readStoredJson } from './storedJson.js';
import type { StoredBundle, StoredTemplate } from './storedVersion.js';

/** What is odd about a stored version; it is rendered all the same. */
export interface StoredFinding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly message: string;
}

/** What a file with the content of the row would be told. */
export function templateFindings({ template, constraintsText }: StoredTemplate): readonly StoredFinding[] {
  const { template_id, semver, role, content } = template;
  const hasConstraints = constraintsText !== null && constraintsText !== 'null';
  if (hasConstraints && readStoredJson(constraintsText) === undefined)
    return [
      odd(
        l10n.t('The constraints are nested more than {0} levels deep, so they are not read here.', MAX_DEPTH),
      ),
    ];
  const fields = JSON.stringify({ template_id, semver, role, content }).slice(1, -1);
  const text = `{${hasConstraints ? `"constraints":${constraintsText},` : ''}${fields}}`;
  const { root, findings } = parseJson(text);
  if (!root) return [odd(l10n.t('The row cannot be read as a template.'))];
  return [...findings, ...validateShape('template', root, text), ...templateBodyFindings(root)].map(
    ({ code, severity, message }) => ({ code, severity, message }),
  );
}

/** What is odd about the row of a bundle itself. */
export function bundleFindings({ bundle, tagsText }: StoredBundle): readonly StoredFinding[] {
  const value = readStoredJson(tagsText);
  const { bundle_id, semver, tags } = bundle;
  const text = JSON.stringify({
    bundle_id,
    semver,
    templates: { system: 'a@1.0.0', personality: 'a@1.0.0', activity: 'a@1.0.0', task: 'a@1.0.0' },
  });
  const { root } = parseJson(text);
  const shape = root ? validateShape('bundle', root, text) : [];
  return [
    ...shape.map(({ code, severity, message }) => ({ code, severity, message })),
    ...(Array.isArray(value) && value.length === tags.length
      ? []
      : [odd(l10n.t('The tags are {0}, which is no list of texts. Only its texts count.', quote(tagsText)))]),
  ];
}

function odd(message: string): StoredFinding {
  return { code: 'schema', severity: 'warning', message };
}
