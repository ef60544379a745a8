/** The names a template can ask for, in the order the service substitutes them (spec, section 2). */
export const PLACEHOLDERS = ['task', 'activity_level', 'stress', 'semantic_traits'] as const;

/** What a template can ask for by `{{name}}`. */
export type Placeholder = (typeof PLACEHOLDERS)[number];
