// Types of the panels that VS Code keeps over a reload of the window; also in package.json's activation events.

export const PREVIEW_TYPE = 'promptBundles.preview';

/** The view of all bundles; also in package.json's views. */
export const EXPLORER_VIEW = 'promptBundles.explorer';
/** The view of the registries; also in package.json's views. */
export const REGISTRY_VIEW = 'promptBundles.registry';
/** The view of the audit log; also in package.json's views. */
export const AUDIT_VIEW = 'promptBundles.auditLog';
export const COMPARE_TYPE = 'promptBundles.compare';
export const VIEW_TYPES: readonly string[] = [PREVIEW_TYPE, COMPARE_TYPE];
