// Quick fixes, pure: from a file and a finding to edits of its text. Nothing here holds a parser: what reads an edited
// text is handed in, since this is loaded when a problem is asked about for the first time.

export { addSuppression, isSuppressible, suppressionOf, type NewSuppression } from './addSuppression.js';
export { starterEdit, starterTitle } from './addMissing.js';
export { expectedHashAt, type ExpectedHash } from './expectedHash.js';
export { fixAll } from './fixAll.js';
export { fixesFor } from './fixesFor.js';
export { furtherConstraints, furtherPlaces } from './furtherConstraints.js';
export {
  missingTemplates,
  neighbourOf,
  newTemplate,
  olderVersion,
  type MissingTemplate,
} from './newTemplates.js';
export { starterFile } from './starter.js';
export { versionedName } from './versionedName.js';
export { wholeFile } from './writtenValues.js';
export {
  followersOf,
  nextVersionFix,
  versionChoices,
  type ChosenLevel,
  type FileEdit,
  type FixFolder,
  type NextVersion,
  type VersionChoice,
} from './nextVersionFix.js';
export { foreignNames, replaceForeign, type ForeignName } from './replaceForeign.js';
export { isReplaceable, replaceText } from './replaceText.js';
export { restoreVersion } from './restoreVersion.js';
export { FixSubject, type Fix, type Reader, type Reread } from './subject.js';
export { applyEdits, type TextEdit } from './textEdit.js';
