// What can be done about a problem. Loaded when the first one is asked about; nothing else imports a value from here.

export { actionsFor, provideActions, resolveAction, runAction } from './provideActions.js';
export { runFix } from './runFix.js';
export { starterTitleOf } from './starterTitle.js';
