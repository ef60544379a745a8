import { RegExpParser, visitRegExpAST } from '@eslint-community/regexpp';

// Rules of the project's own, against code that runs out of stack on long texts and lists: a call takes its arguments on the
// stack, and an expression that repeats what is not one unit wide remembers each time it did. Where a length is known to be
// small, `eslint-disable-next-line` says why.

const BEYOND_BASIC_PLANE = 0x10000;

const noSpreadArguments = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      spread:
        'A list of unknown length runs out of stack here. Append item by item (`addAll`), or say why the list is short.',
    },
  },
  create: (context) => {
    const check = ({ arguments: given }) => {
      for (const argument of given)
        if (argument.type === 'SpreadElement' && !isShort(argument.argument, context))
          context.report({ node: argument, messageId: 'spread' });
    };
    return { CallExpression: check, NewExpression: check };
  },
};

/**
 * What is as long as it is written, such as a constant, and what is made of that item by item; or a rest parameter handed
 * on, which a caller that is checked has filled.
 */
function isShort(node, context) {
  switch (node.type) {
    case 'ArrayExpression':
      return node.elements.every((item) => item?.type !== 'SpreadElement' || isShort(item.argument, context));
    case 'ConditionalExpression':
      return isShort(node.consequent, context) && isShort(node.alternate, context);
    case 'CallExpression':
      return ['map', 'filter'].includes(node.callee.property?.name) && isShort(node.callee.object, context);
    case 'Identifier':
      return /^[A-Z][A-Z\d_]*$/.test(node.name) || isShortVariable(node, context);
    default:
      return false;
  }
}

function isShortVariable(node, context) {
  for (let scope = context.sourceCode.getScope(node); scope; scope = scope.upper) {
    const [definition] = scope.set.get(node.name)?.defs ?? [];
    if (!definition) continue;
    if (definition.type === 'Parameter') return definition.name.parent.type === 'RestElement';
    const { init } = definition.node;
    return definition.parent?.kind === 'const' && Boolean(init) && isShort(init, context);
  }
  return false;
}

const noRepeatedGroup = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      repeated:
        '`{{part}}` takes stack for each time it repeats. Read the text in a loop, or say why it is short.',
    },
  },
  create: (context) => {
    const check = (node, pattern, flags) => {
      const parsed = parse(pattern, flags);
      if (!parsed) return;
      visitRegExpAST(parsed, {
        onQuantifierEnter(quantifier) {
          if (quantifier.max < MANY || isOneUnit(quantifier.element, flags)) return;
          context.report({ node, messageId: 'repeated', data: { part: quantifier.raw } });
        },
      });
    };
    return {
      'Literal[regex]'(node) {
        check(node, node.regex.pattern, node.regex.flags);
      },
      "NewExpression[callee.name='RegExp']"(node) {
        const [pattern, flags] = node.arguments.map(textOf);
        if (pattern !== undefined) check(node, pattern, flags ?? '');
      },
    };
  },
};

/** A part that repeats less often has no length of note. */
const MANY = 10_000;

function parse(pattern, flags) {
  try {
    const unicode = { unicode: flags.includes('u'), unicodeSets: flags.includes('v') };
    return new RegExpParser().parsePattern(pattern, 0, pattern.length, unicode);
  } catch {
    return undefined;
  }
}

/** A text that is written there; what is put into a template is not known, and stands for nothing. */
function textOf(node) {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  return node.type === 'TemplateLiteral' ? node.quasis.map(({ value }) => value.cooked).join('') : undefined;
}

/** True for what always matches one UTF-16 unit: that is repeated without a note of each time. */
function isOneUnit(element, flags) {
  if (!/[uv]/.test(flags)) return ['Character', 'CharacterClass', 'CharacterSet'].includes(element.type);
  if (element.type === 'Character') return element.value < BEYOND_BASIC_PLANE;
  if (element.type === 'CharacterSet')
    return ['digit', 'space', 'word'].includes(element.kind) && !element.negate;
  if (element.type !== 'CharacterClass' || element.negate) return false;
  return element.elements.every((member) =>
    member.type === 'CharacterClassRange' ? member.max.value < BEYOND_BASIC_PLANE : isOneUnit(member, flags),
  );
}

export const boundedCode = {
  rules: { 'no-spread-arguments': noSpreadArguments, 'no-repeated-group': noRepeatedGroup },
};
