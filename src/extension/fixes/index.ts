// What can be done about a problem. Loaded when the first one is asked about; nothing else imports a value from here.

export { changeSeverity } from './changeSeverity.js';
export { explainRule } from './explainRule.js';
export { provideActions, resolveAction } from './provideActions.js';
export { replaceToken } from './replaceToken.js';
export { suppressFinding } from './suppressFinding.js';
