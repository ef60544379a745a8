/** A first bundle, with one placeholder that is misspelt. */
export const MISSPELT_BUNDLE = `bundle_id: hello
semver: 1.0.0
templates:
  system: { content: 'You answer the post.' }
  personality: { content: 'Calm.' }
  activity: { content: 'Reading.' }
  task: { content: '{{taks}}' }
`;
