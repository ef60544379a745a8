// Why goals are missed, by the title of a group and what its row says: from profiles, to be looked at again when a cause is gone. What is met is
// not explained.

/** @type {readonly { title: RegExp, what: RegExp, why: string }[]} */
const EXPLANATIONS = [
  {
    title: /^Full render/,
    what: /32 traits/,
    why: 'With 32 traits, half of a render is the canonical JSON of the input, written in JavaScript against one call of orjson, which is Rust; the order of its keys is remembered.',
  },
  {
    title: /^Full render/,
    what: /the same input/,
    why: 'For an input that was rendered before with the same templates, what is left is the promises around the render.',
  },
  {
    title: /^Full render/,
    what: /./,
    why: 'For a new input, its XXH3 in WebAssembly takes a third of the smallest render (0.6 us), the promise a tenth, and collecting garbage a sixth; from 8 KB up building one flat text takes the most, and all of it at 200 KB.',
  },
  {
    title: /^Substitution/,
    what: /Eta/,
    why: "Eta writes a function for each template, which names its pieces; ours goes through a list of them, since the browser's host allows no code to be made, and asks first whether a value could form another placeholder, which Eta does not promise to get right.",
  },
  {
    title: /^Substitution/,
    what: /twice/,
    why: 'Growth is that of the worst of four doublings, of which one of four was over the goal, by less than a run differs from the next.',
  },
  {
    title: /^Checking prose/,
    what: /loop/,
    why: 'To look up the class of each unit and find where words end takes twice as long as the bare loop, which adds up the units; the words and their tokens, and the sentences and their ends, take twice as long each.',
  },
  {
    title: /^Checking prose/,
    what: /harper/,
    why: 'With these two kinds of rules and no other, little of harper.js runs; its tokens and tags of words are most of its time.',
  },
  {
    title: /^The index/,
    what: /^cold/,
    why: 'In the mixed workspace every template has constraints of its own, Markdown and JSON are read by other ways than plain YAML, and each value keeps its place; js-yaml keeps none.',
  },
  {
    title: /^The index/,
    what: /^warm/,
    why: 'Warm, by a profile of the mixed workspace: 36 % is asking for the times of each file, which without blocking takes as long as reading all of them in one go; 22 % is reading back the summaries, believing none of their values unseen, 19 % collecting garbage, and 14 % taking them into the index and linking them. In VS Code a second start takes a third of the processor time of the first: 1.6 s of 4.8 s.',
  },
  {
    title: /^The index/,
    what: /^retained/,
    why: 'What is kept of a file are its names, references, the places of both and its findings, about 1.1 KB.',
  },
  {
    title: /^The index/,
    what: /a letter/,
    why: 'An edit: finding its problems takes the same among 10 files and 10,000; the preview takes a fifth more. By a profile no loop over all files is left in it, and large maps move their entries now and then.',
  },
  {
    title: /^The command line/,
    what: /memory/,
    why: 'All files are kept with their trees until the findings are written.',
  },
  {
    title: /^The command line/,
    what: /./,
    why: 'Of `lint` of 4,000 mixed files, 20 % is checking and compiling constraints, 16 % the parser of YAML, 14 % reading values from its tree, 10 % collecting garbage, 10 % Node and its files, 7 % assembling prompts: no single cause.',
  },
  {
    title: /^VS Code/,
    what: /lint/,
    why: 'All problems: what VS Code and its messages take is added to what `lint` does, with slices that let others have their turn.',
  },
  {
    title: /^VS Code/,
    what: /blocks/,
    why: 'Blocks: profiles show Node reading code for the first time (up to 110 ms), VS Code telling of 500 files in one turn (60 ms) and requiring modules of its own (100 ms), and collecting garbage; no loop of ours over all files is among them. There are as many with 10 files.',
  },
  {
    title: /^VS Code/,
    what: /first preview/,
    why: 'The first preview: nothing of ours goes before it, but VS Code goes through 10,000 names for each of its two searches, which run side by side.',
  },
  {
    title: /^VS Code/,
    what: /checkout/,
    why: 'A checkout: parsing 500 files takes 17 to 56 ms; by a profile of 1.5 s, reading them through VS Code takes 350 ms, checking their bundles 290, the index 190, watching for the end of it (the benchmark itself) 170, collecting garbage 90 and VS Code telling of them 70. Its own parsing is no measure that VS Code can keep to.',
  },
  {
    title: /^Start/,
    what: /first prompt file/,
    why: 'The goal was set when one file held all; what the first prompt file starts holds the parser of YAML, the index, and the constraints.',
  },
  {
    title: /^Start/,
    what: /lint/,
    why: 'With no cache, `lint` reads and compiles 340 KB, of which Node 20 keeps nothing, and runs the rest once, before any of it is compiled well; the tables of Unicode that its expressions name are a fifth.',
  },
];

/**
 * @param {string} title
 * @param {string} what
 * @returns {string | undefined}
 */
export function explanationOf(title, what) {
  return EXPLANATIONS.find((one) => one.title.test(title) && one.what.test(what))?.why;
}
