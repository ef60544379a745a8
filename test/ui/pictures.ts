import assert from 'node:assert/strict';
import { copyFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../harness/project.mjs';
import type { Workbench } from '../harness/workbench.mjs';

// The pictures that the documentation shows, taken by the tests that do what they show. `PROMPT_BUNDLES_PICTURES=1` takes
// them anew into `media`; without it they are taken all the same, into `out/screenshots`.

/** True where the pictures in `media` are taken anew. */
export const isTakingPictures = process.env['PROMPT_BUNDLES_PICTURES'] !== undefined;

/** What is quiet around the editor in a picture. */
export const PICTURE_SETTINGS: Readonly<Record<string, unknown>> = {
  'workbench.activityBar.location': 'hidden',
  'editor.minimap.enabled': false,
  'breadcrumbs.enabled': false,
  'editor.lineNumbers': 'off',
};

/** Takes a picture of the window below its title bar, so high, for `media/<file>`. It is to be small enough to load quickly. */
export async function takePicture(
  { page }: Workbench,
  file: string,
  { height, most }: { readonly height: number; readonly most: number },
): Promise<void> {
  const bar = await page.locator('.part.titlebar').boundingBox();
  const y = bar?.height ?? 0;
  const width = page.viewportSize()?.width ?? 0;
  const shown = path.join(projectFolder, 'out/screenshots', file.replaceAll('/', ' '));
  await page.screenshot({ path: shown, clip: { x: 0, y, width, height: height - y } });
  const { size } = statSync(shown);
  assert.ok(size < most, `${file} has ${size} bytes.`);
  if (isTakingPictures) copyFileSync(shown, path.join(projectFolder, 'media', file));
}
