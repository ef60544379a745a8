import type { Files } from '../rendering.js';

/** A bundle in which all is that a snapshot must write in one way alone. */
export const ODD: Files = {
  'p.prompt-template.md': `---
template_id: persona/😀@home
semver: 1.0.0-rc.1+Build.7
role: developer
adapter_version: "2.0"
constraints:
  "\\U00010000": 0.00001
  "\\uFF5E": 1e16
  Z: -0.0
  a: [1, 1.0, 18446744073709551615, .inf, null, {"\\uFF5E": 1, "\\U00010000": 2, é: "\\u2028\\x07"}]
  MAX_SENTENCE_LENGTH: 40
  FORBIDDEN_TOKENS: [Never, never, " maybe "]
  ASSERTIVENESS_LEVEL: 1
---

Traits: {{semantic_traits}}

"Quoted" \\ and	tab, naïve İstanbul 🚲.
`,
  's.prompt-template.yaml':
    'template_id: s\nsemver: 1.0.0\nrole: system\ncontent: |\n  Be calm.\n\n  Always.\n',
  'b.prompt-bundle.yaml': `bundle_id: Ünïcode 😀/Agent.
semver: 1.0.0
description: For people.
tags: [z, a, "\\U00010000", "\\uFF5E"]
templates:
  system: s@1.0.0
  personality: persona/😀@home@1.0.0-rc.1+Build.7
  activity: { content: "{{activity_level}}", role: user }
  task: { content: "{{task}}\\n" }
`,
};
export const ODD_NAME = 'Ünïcode 😀/Agent.@1.0.0';

/** A small bundle `b@1.0.0` of one template file and three texts of its own. */
export function small({
  content = 'Be kind.',
  semver = '1.0.0',
  template = '1.0.0',
  more = '',
  id = 'b',
}: {
  readonly content?: string;
  readonly semver?: string;
  readonly template?: string;
  readonly more?: string;
  readonly id?: string;
} = {}): Files {
  return {
    'p.prompt-template.yaml': `template_id: p\nsemver: ${template}\nrole: developer\ncontent: ${JSON.stringify(content)}\n`,
    'b.prompt-bundle.yaml': `bundle_id: ${JSON.stringify(id)}\nsemver: ${semver}\n${more}templates:\n  system: { content: System. }\n  personality: p@${template}\n  activity: { content: "{{activity_level}}" }\n  task: { content: "{{task}}" }\n`,
  };
}
