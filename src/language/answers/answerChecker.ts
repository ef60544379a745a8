import * as l10n from '@vscode/l10n';
import {
  checkAnswer,
  constraintsOfAnswers,
  type CompiledCache,
  type CompiledConstraints,
  type ConstraintFinding,
} from '../../core/constraints/index.js';
import type { TemplateFile } from '../../core/documents/promptFile.js';
import type { Finding, RelatedPlace, RuleSeverities } from '../../core/model/findings.js';
import { formatReference, type Reference } from '../../core/model/reference.js';
import { bySlot, SLOTS, type BySlot } from '../../core/model/slots.js';
import { excerpt } from '../../core/text/quote.js';
import { toFinding } from '../constraints/ownFindings.js';
import { constraintPlace, declares } from '../constraints/partConstraints.js';
import type { PlacedTemplate } from '../constraints/partPlaces.js';
import { FixSubject } from '../edits/subject.js';
import { withSeverity } from '../findings/withSeverity.js';
import { answerFile } from './answerFile.js';

/** Holds answers of the model to the constraints of a bundle version (spec, section 4.3), as its templates are written now. */
export class AnswerChecker {
  readonly #compiled: CompiledConstraints;

  constructor(
    readonly bundle: Reference,
    private readonly templates: BySlot<PlacedTemplate>,
    cache: CompiledCache,
    /** The severities that hold for the bundle, by those of whoever asks. */
    private readonly rulesFor: (personal: RuleSeverities) => RuleSeverities = (personal) => personal,
  ) {
    const united = constraintsOfAnswers(bySlot((slot) => templates[slot].written.constraints));
    this.#compiled = cache.get(`${formatReference(bundle)}#answers`, united);
  }

  /** The files that the constraints are in. */
  get files(): readonly string[] {
    return [...new Set(SLOTS.map((slot) => this.templates[slot].file))];
  }

  /** Whether the bundle constrains its answers at all. */
  get isConstrained(): boolean {
    const { forbiddenTokens, noEmoji, ...limits } = this.#compiled.constraints;
    return noEmoji || forbiddenTokens.length > 0 || Object.keys(limits).length > 0;
  }

  /** What is found in an answer, in order of place, with the constraint that objects; `personal` gives severities where no configuration does. */
  check({ source: { text } }: TemplateFile, personal: RuleSeverities = {}): Finding[] {
    const rules = this.rulesFor(personal);
    return checkAnswer(text, this.#compiled)
      .map((found) => this.#place(found, text))
      .flatMap((finding) => withSeverity(finding, rules[finding.code]));
  }

  /** An answer as fixes take it: each fix is tried, and is held to all of the constraints. */
  fixSubject(answer: string): FixSubject {
    const read = (text: string): { file: TemplateFile; findings: Finding[] } => {
      const file = answerFile(text);
      return { file, findings: this.check(file) };
    };
    return new FixSubject({ kind: 'template', syntax: 'markdown' }, answerFile(answer), read);
  }

  #place(found: ConstraintFinding, text: string): Finding {
    const { file, written, reference } = this.#objecting(found);
    const range = constraintPlace(written, found);
    const related: RelatedPlace[] = range ? [{ message: l10n.t('The constraint.'), file, range }] : [];
    const message = `${found.message} (${excerpt(formatReference(reference ?? this.bundle))})`;
    return toFinding(found, text, { start: found.start, end: found.end }, { message, related });
  }

  /** The first template in order whose constraint it is; how assertive an answer is, the personality says before others. */
  #objecting(found: ConstraintFinding): PlacedTemplate {
    const { constraints } = this.#compiled;
    const { personality } = this.templates;
    const objects = ({ written }: PlacedTemplate): boolean => declares(written, found, constraints);
    if (found.code === 'assertiveness' && objects(personality)) return personality;
    return SLOTS.map((slot) => this.templates[slot]).find(objects) ?? personality;
  }
}
