import assert from 'node:assert/strict';
import { beyondParagraph, longerThan } from './proseFindings.js';

// Texts of prompts that were judged wrongly once.
describe('reported texts', () => {
  it('an opening quote behind a wide end mark belongs to the next sentence', () => {
    assert.deepEqual(
      longerThan(1, '你是谁？“我是你的助手。”她说完就走了。\n\n他大声喊道！“快点跑吧朋友们。”\n'),
      ['你是谁？', '“我是你的助手。”', '她说完就走了。', '他大声喊道！', '“快点跑吧朋友们。”'],
    );
  });

  it('tags are no words of the sentence that stands between them', () => {
    const text =
      '<role>\nYou are a calm helper who answers in short plain English.\n</role>\n\n<rules>\n' +
      '<rule id="tone" priority="high">Stay warm with the person.</rule>\n' +
      '<rule id="length">Use at most eighty words.</rule>\n</rules>\n';
    assert.deepEqual(longerThan(10, text), ['You are a calm helper who answers in short plain English.']);
    assert.deepEqual(longerThan(11, text), []);
  });

  const good: [text: string, limit: number][] = [
    [
      'Rules:\n• Answer in the language of the person\n• Keep every answer under eighty words\n' +
        '• Never guess what you do not know\n',
      8,
    ],
    [
      '(1) Answer in the language of the person\n(2) Keep every answer under eighty words\n' +
        '(3) Never guess what you do not know\n',
      9,
    ],
    ['一、用对方的语言回答问题\n二、每个回答不超过八十个字\n三、不知道的事情不要乱猜\n', 10],
    ['ما اسمك يا صديقي؟ أنا مساعدك هنا.\n', 4],
    ['यह एक छोटा वाक्य है। यह दूसरा छोटा वाक्य है। यह तीसरा है।\n', 5],
    ['یہ پہلا جملہ ہے۔ یہ دوسرا جملہ ہے۔\n', 4],
  ];
  for (const [text, limit] of good) {
    it(`no sentence of ${JSON.stringify(text.slice(0, 30))}… is too long`, () => {
      assert.deepEqual(longerThan(limit, text), []);
      assert.notDeepEqual(longerThan(1, text), []);
    });
  }

  it('a rule is no paragraph', () => {
    assert.deepEqual(beyondParagraph(2, 'One.\n\n---\n\nTwo.\n'), []);
    assert.deepEqual(beyondParagraph(1, 'One.\n\n---\n\nTwo.\n'), ['Two.']);
  });
});
