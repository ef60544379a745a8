import assert from 'node:assert/strict';
import { applyEdits } from '../../../../src/language/index.js';
import { removals } from '../../../../src/language/fixes/texts/removal.js';

// « and » mark what is taken out.
const CASES: readonly (readonly [string, string | undefined])[] = [
  ['Be «extremely» careful.', 'Be careful.'],
  ['Be careful «extremely».', 'Be careful.'],
  ['Be careful «extremely» .', 'Be careful.'],
  ['Be careful «extremely»', 'Be careful'],
  ['Be «extremely»\ncareful.', 'Be\ncareful.'],
  ['Be\n«extremely» careful.', 'Be\ncareful.'],
  ['Be good «extremely»  \nNext line.', 'Be good  \nNext line.'],
  ['«Extremely» good work.', 'Good work.'],
  ['«Unfortunately», we are late.', 'We are late.'],
  ['«Unfortunately» iPhone repairs end.', 'iPhone repairs end.'],
  ['«unfortunately» we are late', 'we are late'],
  ['Yes. «Unfortunately», we are late.', 'Yes. We are late.'],
  ['Yes.\n\n«Unfortunately», we are late.', 'Yes.\n\nWe are late.'],
  ['«Extremely». Good.', 'Good.'],
  ['«Very good.»\n\nNext.', 'Next.'],
  ['First.\n\n«Very good.»\n\nNext.', 'First.\n\nNext.'],
  ['First.\n«Very good.»\n\nNext.', 'First.\n\nNext.'],
  ['Yes. «Unfortunately»! We are late.', 'Yes. We are late.'],
  ['But, «unfortunately», we are late.', 'But, we are late.'],
  ['It is late, «unfortunately».', 'It is late.'],
  ['It is late, «unfortunately»', 'It is late'],
  ['It is late and «unfortunately», dark.', 'It is late and dark.'],
  ['A «very», bright lamp.', 'A, bright lamp.'],
  ['A **«very»** bright lamp.', 'A bright lamp.'],
  ['A **«very» bright** lamp.', 'A **bright** lamp.'],
  ['A **bright «very»** lamp.', 'A **bright** lamp.'],
  ['A («very») bright lamp.', 'A bright lamp.'],
  ['A («very» bright) lamp.', 'A (bright) lamp.'],
  ['Say “«very» bright”.', 'Say “bright”.'],
  ['Say «very» "bright".', 'Say "bright".'],
  ['[«Very»](https://example.org) bright.', undefined],
  ['«Very»-bright lamps.', 'Bright lamps.'],
  ['A bright-«very» lamp.', 'A bright lamp.'],
  ["It is «very»'s fault.", undefined],
  ['See «very».example.org now.', undefined],
  ['See x.«#very», now.', undefined],
  ['It’s x’«%%» y.', 'It’s x’ y.'],
  ['Use «very» .NET here.', 'Use .NET here.'],
  ['- «Very» bright', '- Bright'],
  ['- one\n- «very»\n- two', '- one\n- two'],
  ['- one\n- «very»', '- one'],
  ['• «Very» bright', '• Bright'],
  ['> (1) «Unfortunately», we are late.', '> (1) We are late.'],
  ['a) “«Very» bright”', 'a) “Bright”'],
  ['① one\n② «very»\n③ two', '① one\n③ two'],
  ['一、«很»好', '一、好'],
  ['A — «very» bright', 'A — bright'],
  ['One.\n\n«Very»\n\nTwo.', 'One.\n\nTwo.'],
  ['# «Very» bright', '# Bright'],
  ['| «very» | b |', '| | b |'],
  ['Write now«!»', 'Write now.'],
  ['Write now«!» Then go.', 'Write now. Then go.'],
  ['“Write now«!»” he says.', '“Write now.” he says.'],
  ['# Write now«!»', '# Write now'],
  ['Yes«!».', 'Yes.'],
  ['返信«！»次', '返信。次'],
  ['Welcome back «🙂»', 'Welcome back'],
  ['Welcome «🙂» back', 'Welcome back'],
  ['Welcome«🙂» back', 'Welcome back'],
  ['«🙂» Welcome back', 'Welcome back'],
  ['Welcome back «🙂»!', 'Welcome back!'],
  ['Call «@»bob', 'Call bob'],
  ['  «Very» bright', '  Bright'],
  ['One  «very»  bright', 'One bright'],
  ['«very»', ''],
  ['x@«very» y.', undefined],
  ['[x] «very [y]» z.', '[x] z.'],
  ['It is «very» [bright](https://example.org).', 'It is [bright](https://example.org).'],
  ['Be «very»: bright.', 'Be: bright.'],
  ['«Very good.»\n\nNext.\n\nLast.', 'Next.\n\nLast.'],
  ['And «unfortunately», we are late.', 'And we are late.'],
  ['Please _«delve»_ deeper.', 'Please deeper.'],
  ['__«Delve»__ deeper.', 'Deeper.'],
  ['Set _«max»_ here.', 'Set here.'],
  ['⚠️«Never» share keys.', '⚠️ share keys.'],
  ['1️⃣«Never» guess.', '1️⃣ guess.'],
  ['เราแชร์«ข้อมูลลับ»ได้', 'เราแชร์ได้'],
  ['Write to bob@«+very».', undefined],
  ['Write to bob@«!» now.', 'Write to bob@ now.'],
  ['It is #«!»s.', 'It is #s.'],
];

describe('removal of a passage', () => {
  for (const [marked, expected] of CASES) {
    it(JSON.stringify(marked), () => {
      const start = marked.indexOf('«');
      const end = marked.indexOf('»') - 1;
      const text = marked.replaceAll(/[«»]/g, '');
      const [best] = removals(text, start, end);
      assert.equal(best && applyEdits(text, [best]), expected);
    });
  }
});
