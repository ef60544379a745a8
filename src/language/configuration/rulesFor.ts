import { ExcludeGlobs } from '../belonging/excludeGlobs.js';
import type { RuleSeverities } from '../findings/reportedFindings.js';
import type { Configuration } from './configuration.js';

/** Gives the severities that hold for a file, by its path from the root: those of a configuration, and where it is silent `personal` ones. */
export function rulesFor(
  configuration: Configuration,
): (path: string, personal?: RuleSeverities) => RuleSeverities {
  const { rules, overrides } = configuration;
  const matched = overrides.map((override) => ({
    rules: override.rules,
    globs: new ExcludeGlobs([{ by: '', globs: override.files }]),
  }));
  return (path, personal) => {
    const merged: RuleSeverities = { ...personal, ...rules };
    for (const override of matched) if (override.globs.match(path)) Object.assign(merged, override.rules);
    return merged;
  };
}
