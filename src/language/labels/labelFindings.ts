import { compareFindings, type Finding, type RuleSeverities } from '../../core/model/findings.js';
import { rulesFor } from '../configuration/rulesFor.js';
import { withSeverity } from '../findings/withSeverity.js';
import type { ScopeIndex } from '../scopes/scopeIndex.js';
import type { KnownVersions } from './labels.js';

/** What is told of the labels of a root, in order of place; `rules` are those of whoever asks. */
export function labelFindings(scope: ScopeIndex, rules: RuleSeverities = {}): Finding[] {
  const { file } = scope.labels;
  if (!file) return [];
  const found = [...file.findings, ...file.check(knownVersions(scope))];
  const severities = rulesFor(scope, file.file, rules);
  return found.flatMap((finding) => withSeverity(finding, severities[finding.code])).sort(compareFindings);
}

/** What there is in a root that labels can name. */
export function knownVersions(scope: ScopeIndex): KnownVersions {
  const { published } = scope;
  return {
    // What cannot be read may be of any bundle: it is told there.
    isKnown: (bundle) =>
      scope.defines('bundle', bundle) ||
      published.versions(bundle).length > 0 ||
      published.damaged().some(({ identity }) => identity === undefined || identity.id === bundle) ||
      scope.claims('bundle', { id: bundle, semver: '' }).length > 0,
    ids: () => scope.choices.bundle.list(),
    published: (bundle) => published.versions(bundle),
    isDamaged: (version) => published.damaged(version).length > 0,
    isInFiles: (version) => scope.definitions('bundle', version).length > 0,
  };
}
