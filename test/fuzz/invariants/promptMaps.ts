import { SLOTS } from '../../../src/core/model/slots.js';
import type { Render } from '../../../src/core/promptGenerator.js';
import { readTemplates } from '../../../src/language/prompts/assembly.js';
import { PromptMap } from '../../../src/language/prompts/promptMap.js';
import type { Folder } from '../folder.js';
import type { Report } from '../fuzzCase.js';
import { misplaced, splitsPair } from './places.js';

const PROBES = 12;

/** Every text of a prompt leads to a place in a file, and places of files lead into the prompt. */
export async function checkPromptMap(folder: Folder, render: Render, report: Report): Promise<void> {
  const templates = await readTemplates(render, folder, folder.scope.published);
  if (!templates) return;
  const inputs = folder.names().filter((file) => {
    const parsed = folder.get(file);
    return parsed.kind === 'input' && parsed.model === render.input;
  });
  const [inputFile] = inputs;
  const parsed = inputFile === undefined ? undefined : folder.get(inputFile);
  const input = inputFile !== undefined && parsed?.kind === 'input' ? { file: inputFile, parsed } : undefined;
  const map = new PromptMap({ render, templates, input });
  for (const slot of SLOTS) {
    const { text } = render.parts[slot];
    for (let i = 0; i <= PROBES; i++) {
      const middle = Math.floor((i * text.length) / PROBES);
      const offset = splitsPair(text, middle) ? middle - 1 : middle;
      const origin = map.originAt(slot, offset);
      if (!origin) continue;
      const { range, place } = origin;
      if (range.start < 0 || range.end < range.start || range.end > text.length)
        report('origin of a range outside its part', `${slot} ${offset}`);
      const there = place && folder.textOf(place.file);
      const why = place && (there === undefined ? 'leads to no file' : misplaced(place.range, there));
      if (why)
        report(
          `origin of the prompt ${why}`,
          `${slot} ${offset} ${place.file} ${place.range.start}-${place.range.end}`,
        );
    }
  }
  for (const file of folder.names()) {
    const { length } = folder.get(file).source.text;
    for (let i = 0; i <= PROBES; i++) {
      const at = Math.floor((i * length) / PROBES);
      for (const { slot, start, end } of map.rangesOf(file, { start: at, end: at })) {
        if (start < 0 || end <= start || end > render.parts[slot].text.length)
          report('place of a file leads outside the prompt', `${file} ${at}: ${slot} ${start}-${end}`);
      }
    }
  }
}
