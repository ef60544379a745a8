import type { CompiledCache } from '../core/constraints/index.js';
import { parsePromptFile } from '../core/documents/promptFile.js';
import { type AnswerChecker, answerChecker } from './checkAnswer.js';
import { Diagnosis, type DiagnosisPorts } from './diagnose.js';
import type { Reference } from '../core/model/reference.js';
import type { LanguageContext } from './context.js';
import { draftFile, type Draft, type DraftedFile } from './draft.js';
import { rereadAs } from './edits/rereadFile.js';
import type { ScopeIndex } from './scopes/scopeIndex.js';
import { Generators, type GeneratorPorts } from './prompts/generators.js';

/** What a shell brings. */
export interface LanguagePorts extends GeneratorPorts, Pick<DiagnosisPorts, 'inputsOf' | 'loadTokenizer'> {
  /** Compiled constraints: the same that the files are indexed with. */
  readonly cache: CompiledCache;
}

/**
 * The language of prompt files, as a shell knows it: what holds a state, and the parsers, which are handed on because they
 * are large and need not be read twice. All else is a function of it (`verb(language, file, …)`), so that a bundle holds
 * what it uses and no more.
 */
export interface PromptLanguage
  extends
    LanguageContext,
    Pick<
      Diagnosis,
      | 'assemble'
      | 'baselined'
      | 'baselineState'
      | 'check'
      | 'compareExpectations'
      | 'countFindings'
      | 'diagnose'
      | 'diagnosePublished'
      | 'evaluateExpectation'
      | 'expectationResults'
      | 'isClear'
      | 'isTruncated'
      | 'keptAssemblies'
      | 'obstacles'
      | 'restoreAssemblies'
      | 'suppressed'
    > {
  /** What checks answers against a bundle version: see {@link answerChecker}. */
  answerChecker(file: string, bundle: Reference): Promise<AnswerChecker | undefined>;
  /** A root as it would be with another text in one of its files: see {@link draftFile}. */
  draft(scope: ScopeIndex, file: DraftedFile): Promise<Draft<PromptLanguage>>;
  readonly hashing: Generators['hashing'];
  /** What renders published versions as they were published. */
  readonly publishedGenerator: Generators['ofPublished'];
  /** What renders any other sources. */
  readonly generatorFrom: Generators['from'];
  readonly parse: typeof parsePromptFile;
  readonly rereadAs: typeof rereadAs;
}

/** Wires the language to what a shell brings. */
export function createPromptLanguage(ports: LanguagePorts): PromptLanguage {
  const { files, cache, inputsOf, loadTokenizer } = ports;
  const generators = new Generators(ports);
  const diagnosis = new Diagnosis({
    files,
    cache,
    generatorOf: (scope) => generators.told(scope),
    hashing: () => generators.hashing(),
    ...(inputsOf && { inputsOf }),
    ...(loadTokenizer && { loadTokenizer }),
  });
  const context: LanguageContext = { files, cache, generatorOf: (file) => generators.of(file) };
  return Object.freeze<PromptLanguage>({
    ...context,
    draft: (scope, file) =>
      draftFile(scope, file, {
        files,
        loadHashing: () => generators.hashing(),
        create: createPromptLanguage,
      }),
    answerChecker: (file, bundle) => answerChecker(context, file, bundle),
    publishedGenerator: (published) => generators.ofPublished(published),
    generatorFrom: (sources) => generators.from(sources),
    hashing: () => generators.hashing(),
    assemble: (bundle) => diagnosis.assemble(bundle),
    baselined: (file) => diagnosis.baselined(file),
    baselineState: (file) => diagnosis.baselineState(file),
    check: (bundles, checked, rulesOf) => diagnosis.check(bundles, checked, rulesOf),
    compareExpectations: (input) => diagnosis.compareExpectations(input),
    countFindings: (files) => diagnosis.countFindings(files),
    diagnose: (file, parsed, rules) => diagnosis.diagnose(file, parsed, rules),
    diagnosePublished: (file, rules) => diagnosis.diagnosePublished(file, rules),
    evaluateExpectation: (...asked) => diagnosis.evaluateExpectation(...asked),
    expectationResults: (input) => diagnosis.expectationResults(input),
    isClear: (file) => diagnosis.isClear(file),
    isTruncated: (file) => diagnosis.isTruncated(file),
    keptAssemblies: (file) => diagnosis.keptAssemblies(file),
    restoreAssemblies: (file, kept) => {
      diagnosis.restoreAssemblies(file, kept);
    },
    obstacles: (file) => diagnosis.obstacles(file),
    suppressed: (file, parsed, rules) => diagnosis.suppressed(file, parsed, rules),
    parse: parsePromptFile,
    rereadAs,
  });
}
