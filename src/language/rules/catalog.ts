import { FINDING_CODES } from '../../core/model/findings.js';
import { bundleRules } from './bundleRules.js';
import { constraintRules } from './constraintRules.js';
import { fileRules } from './fileRules.js';
import type { RulePage } from './rulePage.js';
import { textRules } from './textRules.js';

/** Every code that a finding can carry with all there is to say about it, in the order of `FINDING_CODES`. */
export const RULE_CATALOG: readonly RulePage[] = [
  ...fileRules,
  ...bundleRules,
  ...textRules,
  ...constraintRules,
].sort((a, b) => FINDING_CODES.indexOf(a.code) - FINDING_CODES.indexOf(b.code));
