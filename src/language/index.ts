// The language of prompt files: all that a shell (extension, command line) knows of this folder. Nothing but names handed
// on, so that a bundle holds what it uses and no more.

export { createPromptLanguage, type LanguagePorts, type PromptLanguage } from './promptLanguage.js';
export { PromptIndex, type IndexRoots } from './promptIndex.js';
export { canHoldBack, type HeldBackFiles, type LanguageContext, type LanguageFiles } from './context.js';

export { readAuditFolder } from './audit/auditFolder.js';
export { replaySources } from './audit/replaySources.js';
export { type AnswerChecker, answerFile } from './checkAnswer.js';
export {
  BASELINE_FILE,
  type BaselineFile,
  type FindingCounts,
  isBaselineFile,
  MAX_BASELINE_BYTES,
} from './baseline/baseline.js';
export { readBaseline } from './baseline/readBaseline.js';
export { changeBaseline, type CheckedCounts, type NewBaseline } from './baseline/writeBaseline.js';
export { ExcludeGlobs } from './belonging/excludeGlobs.js';
export {
  type ConfiguredBelonging,
  type FolderAbove,
  type FolderFacts,
  FolderRule,
} from './belonging/folderRule.js';
export { aloneText, type LeftOut, leftOutText } from './belonging/leftOut.js';
export { type FileLink, repeatedLinks } from './belonging/links.js';
export {
  type CacheHead,
  type CacheSubject,
  decodeHead,
  encodeCache,
  seal,
  type SealedSection,
  isWhole,
  MAX_HEAD_BYTES,
  type Section,
} from './cache/cacheFormat.js';
export { checksum } from './cache/checksum.js';
export { decodeState, encodeState, type FolderState, type KeptFile } from './cache/folderState.js';
export { IndexRestore, publishedText } from './cache/indexRestore.js';
export { type BaselinedCount, type CheckedRoot, decodeResult, encodeResult } from './cache/lintResult.js';
export { type ShownFinding, type ShownPlace } from './cache/placedFinding.js';
export {
  CONFIGURATION_FILE,
  isConfigurationFile,
  MAX_CONFIGURATION_BYTES,
  NO_CONFIGURATION,
  type Budget,
  type Configuration,
  type ConfiguredRegistry,
  type FolderConfiguration,
} from './configuration/configuration.js';
export { configurationFromSettings } from './configuration/fromSettings.js';
export { folderConfiguration } from './configuration/folderConfiguration.js';
export { configureRule, writeConfiguration } from './configuration/writeConfiguration.js';
export {
  complete,
  type Completion,
  type CompletionKind,
  type CompletionOptions,
  type Completions,
} from './complete.js';
export { newTextCompletions } from './completion/newTexts.js';
export { dropReference } from './references/dropReference.js';
export { newerVersion } from './references/newerVersion.js';
export {
  ChangedNodes,
  childNodes,
  describeNode,
  type ExplorerContext,
  type ExplorerNode,
  type ExplorerRow,
  fileNode,
  nodeKey,
  parentNode,
  type ProblemCounts,
  rootNodes,
  type VersionState,
} from './explore.js';
export { type KeptAssembly } from './constraints/assembledIndex.js';
export { writtenTemplate } from './constraints/partConstraints.js';
export { whyNotNamed } from './create/names.js';
export type { NewFile } from './create/newFile.js';
export { folderManner, numberedNames } from './create/folderManner.js';
export {
  inputFile,
  newBundle,
  newBundleWith,
  newInput,
  newTemplateFile,
  type TemplatesIn,
} from './create/newFiles.js';
export { bundleFile, templateFile, type WritingFolder } from './create/writtenVersions.js';
export { writingStart } from './create/writingStart.js';
export {
  EXPORT_FORMATS,
  exportBundle,
  type Exported,
  type ExportFormat,
  type ExportSubject,
} from './exportBundle.js';
export { type ExpectationKind, type SingleExpectation } from './expectations/evaluateExpectation.js';
export { type ComparedVersion, type ExpectationResults } from './expectations/expectationIndex.js';
export {
  freezeExpectation,
  inputsToFreeze,
  isUpdatable,
  updateExpectations,
  type UpdatedExpectations,
} from './expectations/updateExpectations.js';
export { sizeLimits } from './expectations/sizeLimits.js';
export { type WrittenExpectation, writtenExpectations } from './expectations/writtenExpectations.js';
export { type FoundIn } from './findings/foundIn.js';
export { movedRanges } from './findings/movedRanges.js';
export { type SuppressedFinding } from './findings/suppressions.js';
export { FixSubject, type Fix, type Reader, type Reread } from './edits/subject.js';
export { applyEdits, applyToGiven, type TextEdit } from './edits/textEdit.js';
export { wholeFile } from './edits/writtenValues.js';
export { fixAll, fixesFor, fixSafely } from './fix.js';
export { starterEdit, starterTitle } from './fixes/documents/addMissing.js';
export {
  addSuppression,
  isSuppressible,
  suppressionOf,
  type NewSuppression,
} from './fixes/documents/addSuppression.js';
export {
  fileStem,
  missingTemplates,
  neighbourOf,
  newTemplate,
  olderVersion,
  type MissingTemplate,
} from './fixes/documents/newTemplates.js';
export { FIRST_VERSION, roleOf, slotIn, starterFile } from './fixes/documents/starter.js';
export { furtherConstraints, furtherPlaces } from './fixes/texts/furtherConstraints.js';
export { foreignNames, replaceForeign, type ForeignName } from './fixes/texts/replaceForeign.js';
export { isReplaceable, replaceText } from './fixes/texts/replaceText.js';
export { expectedHashAt, type ExpectedHash } from './fixes/versions/expectedHash.js';
export {
  followersOf,
  nextVersionFix,
  versionChoices,
  type ChosenLevel,
  type FileEdit,
  type FixFolder,
  type NextVersion,
  type VersionChoice,
} from './fixes/versions/nextVersionFix.js';
export { restoreVersion } from './fixes/versions/restoreVersion.js';
export { versionedName } from './fixes/versions/versionedName.js';
export { isVersionKnown } from './scopes/isVersionKnown.js';
export { provideHints, type Hint } from './hint.js';
export {
  IMPORT_FORMATS,
  importGiven,
  placedNotes,
  type Imported,
  type ImportedBundle,
  type ImportFormat,
  type ImportManner,
  type PlacedNote,
} from './importPrompt.js';
export { changeLabel, labelRefusal, type LabelChange } from './labels/changeLabel.js';
export {
  isLabelsFile,
  LABELS_FILE,
  MAX_LABELS_BYTES,
  USUAL_LABELS,
  type LabelEntry,
  type LabelFile,
} from './labels/labels.js';
export { completeLabels } from './labels/completeLabels.js';
export { hoverLabel, type LabelHover } from './labels/hoverLabel.js';
export { labelMove, movedLabels, type LabelMove, type NamedMove } from './labels/labelMoves.js';
export { knownVersions, labelFindings } from './labels/labelFindings.js';
export { readLabels } from './labels/readLabels.js';
export {
  contentHashOf,
  provideLenses,
  type Lens,
  type LensAction,
  type LensCommand,
  type LensContext,
} from './lens.js';
export { type Assembly, readTemplates } from './prompts/assembly.js';
export { renderAlone, SLOT_ALONE } from './prompts/renderAlone.js';
export { PromptMap, type PromptOrigin } from './prompts/promptMap.js';
export { preparePublication, type Publication } from './publication/publication.js';
export { publicationAccount, versionBefore } from './publication/publicationAccount.js';
export { adviceSentence, type PublishedDifference } from './publication/publishedDifference.js';
export { publishedBefore } from './publication/publishedBefore.js';
export { allSnapshotFindings, changedVersion } from './publication/publishedFindings.js';
export { versionLog, type LoggedVersion } from './publication/versionLog.js';
export { publishedState } from './publication/publishedState.js';
export { convert, nameIn, otherSyntaxes } from './refactor/convert.js';
export { extract, proposedReference } from './refactor/extract.js';
export { canInline, inline, type InlineSource } from './refactor/inline.js';
export { type ReadAs } from './refactor/readAs.js';
export { isRefused } from './refactor/refused.js';
export { slotAt, slotContent, type SlotContent } from './refactor/slotContent.js';
export { bundlesAround } from './scopes/bundlesAround.js';
export { type FallbackTemplate, type FallbackTemplates } from './scopes/fallbackTemplates.js';
export { fileSources, type PromptFileReader } from './scopes/indexSources.js';
export { KnownNames } from './scopes/knownNames.js';
export { filesOfVersion, namedBundle } from './scopes/namedBundle.js';
export { ScopeIndex } from './scopes/scopeIndex.js';
export { RULE_CATALOG } from './rules/catalog.js';
export { pageText, summaryOf } from './rules/pageText.js';
export type { RulePage } from './rules/rulePage.js';
// What an editor asks at a place of a file.
export {
  blame,
  type BlamedRevision,
  type BlamedSentence,
  type Commit,
  type FileHistory,
  type FileRevision,
  KeptRevisions,
  type SentenceChange,
} from './blame.js';
export { define } from './define.js';
export { findReferences } from './findReferences.js';
export { type Usage, usageAt, type Use, usedBy, usersOf } from './findUsers.js';
export { fold } from './fold.js';
export { highlight } from './highlight.js';
export { hover } from './hover.js';
export { links } from './links.js';
export { type ChosenInput, type Place } from './navigation/places.js';
export { prepareRename, rename, type RenamedFile } from './rename.js';
export { selectRanges } from './selectRanges.js';
export {
  documentSymbols,
  type OutlineSymbol,
  symbolRange,
  type WorkspaceSymbol,
  workspaceSymbols,
} from './symbols.js';
