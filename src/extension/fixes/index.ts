// What can be done about a problem, or with a bundle. Loaded when the first one is asked about; nothing else imports a value from here.

export { provideLenses } from './provideLenses.js';
export { actionsFor, provideActions, resolveAction, runAction } from './provideActions.js';
export { runFix } from './runFix.js';
