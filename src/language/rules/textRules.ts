import type { RulePage } from './rulePage.js';

const template = (content: string, more = ''): string =>
  `template_id: greeting\nsemver: 1.0.0\nrole: system\n${more}content: ${content}\n`;

/** Findings in the texts of templates and inputs that no constraint asks for. */
export const textRules: readonly RulePage[] = [
  {
    code: 'unknown-placeholder',
    title: 'Unknown placeholder',
    severities: ['warning'],
    text:
      'Double braces in a template hold none of the four placeholders, so nothing is filled in and the model reads the braces. ' +
      'The placeholders are `{{task}}`, `{{activity_level}}`, `{{stress}}` and `{{semantic_traits}}`, exactly so: without blanks, ' +
      'in lower case. A problem reaches from `{{` to the `}}` that closes it, also over several lines; `}}` that closes single braces, as in ' +
      'JSON, is text.',
    bad: { 'greeting.prompt-template.yaml': template('"Answer this: {{ task }}"') },
    good: { 'greeting.prompt-template.yaml': template('"Answer this: {{task}}"') },
  },
  {
    code: 'foreign-placeholder',
    title: 'Placeholder of another system',
    severities: ['information'],
    text:
      "A template holds none of the four placeholders, but several that look like another system's, which nothing fills in. " +
      'Such are `{name}`, `$name`, `${name}`, `<%name%>`, `{% … %}`, `[[name]]` and, inside a line, `[NAME]`; two of one kind are ' +
      'enough, and code is not looked into. The model reads them as they stand. A quick fix replaces all that ask for one name by the placeholder that ' +
      'it is close to, or by the one that you choose.',
    bad: { 'greeting.prompt-template.yaml': template('Answer {customer} in the voice of {character}.') },
    good: { 'greeting.prompt-template.yaml': template('"Answer in this voice: {{semantic_traits}}"') },
  },
  {
    code: 'unknown-constraint',
    title: 'Unknown constraint',
    severities: ['warning'],
    text:
      'Nothing checks a constraint of this name. The service takes it, so it is kept and is part of the `template_hash`; but a ' +
      'misspelt constraint holds nobody to anything. One that is close to a known name has a quick fix.',
    bad: {
      'greeting.prompt-template.yaml': template(
        'Greet the customer.',
        'constraints:\n  MAX_SENTENCE_LENGHT: 20\n',
      ),
    },
    good: {
      'greeting.prompt-template.yaml': template(
        'Greet the customer.',
        'constraints:\n  MAX_SENTENCE_LENGTH: 20\n',
      ),
    },
  },
  {
    code: 'invisible-character',
    title: 'Invisible character',
    severities: ['warning'],
    text:
      'A text holds a character that nobody sees: a zero-width or tag character, or one that changes the direction of writing. ' +
      'The model reads it, and it can hide instructions or make two equal looking prompts differ. The same goes for soft hyphens, ' +
      'fillers and variation selectors. Those side by side are one problem, which shows what tag characters and selectors spell. ' +
      'Not meant are emoji, joiners between letters of scripts that need them, and selectors behind a character that has such a ' +
      'variant: emoji and ideographs, and letters of Mongolian.',
    bad: { 'greeting.prompt-template.yaml': template('"Greet\\u200B the customer."') },
    good: { 'greeting.prompt-template.yaml': template('"Greet the customer."') },
  },
  {
    code: 'raw-personality-vector',
    title: 'Raw personality vector',
    severities: ['error', 'warning'],
    text:
      'An input holds a raw personality vector: the key `vector_32` (an error), or a list of exactly 32 numbers (a warning). Only ' +
      'traits that say something in words belong into a prompt; the vector itself never leaves the service.',
    bad: {
      'calm.prompt-input.yaml':
        'semantic_traits:\n  vector_32: [0.11, 0.52, 0.38]\ntask: When do you open?\n',
    },
    good: { 'calm.prompt-input.yaml': 'semantic_traits:\n  tone: curious\ntask: When do you open?\n' },
  },
  {
    code: 'placeholder-in-input',
    title: 'Placeholder in the task',
    severities: ['warning'],
    text:
      "An input's task holds a placeholder that a later step of the render replaces, or makes one together with the text around " +
      'it. The service fills in the task first, then the levels and the traits, so what the customer wrote would be changed.',
    bad: { 'calm.prompt-input.yaml': 'task: My note says {{stress}}. What is that?\n' },
    good: { 'calm.prompt-input.yaml': 'task: My note says "stress". What is that?\n' },
  },
  {
    code: 'input-too-long',
    title: 'Task too long',
    severities: ['error'],
    text: "An input's task has more than 4,096 characters. Characters are Unicode code points. The service refuses a longer task.",
    bad: { 'long.prompt-input.yaml': `task: ${'My chain is worn. '.repeat(240)}What now?\n` },
    good: { 'long.prompt-input.yaml': 'task: My chain is worn. What now?\n' },
  },
];
