// What language models may ask for by tools: read when the first of them is called. Nothing else imports a value from here.

export { invokeTool } from './invokeTool.js';
export { prepareTool } from './prepareTool.js';
