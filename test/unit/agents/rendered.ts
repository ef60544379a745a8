import type { Render } from '../../../src/core/promptGenerator.js';

/** A bundle with its templates in it, the first of which says something; `id` as in a YAML text with double quotes. */
export function inline(id: string, semver: string, content: string, more = ''): Record<string, string> {
  const name = id.replaceAll(/[^\w]/g, '_');
  const parts = `system: { content: ${JSON.stringify(content)} }, personality: { content: "-" }, activity: { content: "-" }, task: { content: "-" }`;
  return {
    [`${name}-${semver}.prompt-bundle.yaml`]: `bundle_id: "${id}"\nsemver: ${semver}\ntemplates: { ${parts} }\n${more}`,
  };
}

/** What was rendered. */
export function rendered({ bundle }: Render): string {
  return `${bundle.bundle_id}@${bundle.semver}`;
}
