// Quick fixes, pure: from a file and a finding to edits of its text. Nothing here holds a parser: what reads an edited
// text is handed in, since this is loaded when a problem is asked about for the first time.

export {
  addSuppression,
  isSuppressible,
  suppressionOf,
  type NewSuppression,
} from './documents/addSuppression.js';
export { starterEdit, starterTitle } from './documents/addMissing.js';
export { expectedHashAt, type ExpectedHash } from './versions/expectedHash.js';
export { fixAll } from './fixAll.js';
export { fixesFor } from './fixesFor.js';
export { furtherConstraints, furtherPlaces } from './texts/furtherConstraints.js';
export {
  missingTemplates,
  neighbourOf,
  newTemplate,
  olderVersion,
  type MissingTemplate,
} from './documents/newTemplates.js';
export { roleOf, starterFile } from './documents/starter.js';
export { versionedName } from './versions/versionedName.js';
export { wholeFile } from '../edits/writtenValues.js';
export {
  followersOf,
  nextVersionFix,
  versionChoices,
  type ChosenLevel,
  type FileEdit,
  type FixFolder,
  type NextVersion,
  type VersionChoice,
} from './versions/nextVersionFix.js';
export { foreignNames, replaceForeign, type ForeignName } from './texts/replaceForeign.js';
export { isReplaceable, replaceText } from './texts/replaceText.js';
export { restoreVersion } from './versions/restoreVersion.js';
export { FixSubject, type Fix, type Reader, type Reread } from '../edits/subject.js';
export { applyEdits, type TextEdit } from '../edits/textEdit.js';
