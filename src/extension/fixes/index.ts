// What can be done about a problem, or with a bundle. Loaded when the first one is asked about; nothing else imports a value from here.

export { changeSeverity } from './changeSeverity.js';
export { createNextVersion } from './createNextVersion.js';
export { createTemplates } from './createTemplates.js';
export { explainRule } from './explainRule.js';
export { insertStarter } from './insertStarter.js';
export { createBundle } from './createBundle.js';
export { provideLenses } from './provideLenses.js';
export { actionsFor, provideActions, resolveAction, runAction } from './provideActions.js';
export { replacePlaceholder } from './replacePlaceholder.js';
export { replaceToken } from './replaceToken.js';
export { restorePublished } from './restorePublished.js';
export { suppressFinding } from './suppressFinding.js';
