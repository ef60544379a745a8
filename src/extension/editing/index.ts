// What helps to write prompt files. Loaded when the first of it is asked for; nothing else imports a value from here.

export { describeCompletion, provideCompletions } from './completion.js';
