import { RULES, type Example } from '../../core/constraints/index.js';
import type { ExampleFiles, RulePage } from './rulePage.js';

/** Findings of the constraints: their rules document themselves. */
export const constraintRules: readonly RulePage[] = RULES.map(({ code, title, severity, documentation }) => ({
  code,
  title,
  severities: [severity],
  text: documentation.text,
  bad: templateFile(documentation.bad),
  good: templateFile(documentation.good),
}));

/** A template with the constraints and the text of an example. */
function templateFile({ constraints, text }: Example): ExampleFiles {
  const entries = Object.entries(constraints).map(([key, value]) => `  ${key}: ${flow(value)}\n`);
  const front = `template_id: example\nsemver: 1.0.0\nrole: system\nconstraints:\n${entries.join('')}`;
  return { 'example.prompt-template.md': `---\n${front}---\n\n${text}\n` };
}

/** A value on one line of YAML. */
function flow(value: unknown): string {
  return Array.isArray(value) ? `[${value.map(flow).join(', ')}]` : JSON.stringify(value);
}
