// Registries in the editor. Loaded when the first is asked for; nothing else imports a value from here.

export { Registries } from './registries.js';
export { RegistryActions } from './registryActions.js';
export { RegistryFallback } from './registryFallback.js';
export { RegistryFiles } from './registryFiles.js';
export { RegistryView } from './registryView.js';
export { WorkspaceStates } from './workspaceStates.js';
