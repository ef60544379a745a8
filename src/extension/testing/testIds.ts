// Pure: which test stands for what. Commands know no more of a test than its name.

/** What a test stands for: an input, a version that it expects something of, or one thing that it expects. */
export interface TestedPlace {
  /** The key of the input's file. */
  readonly file: string;
  /** `bundle_id@semver`. */
  readonly version?: string;
  /** Which of the things that are expected of the version. */
  readonly index?: number;
}

/** The id of a test. Neither URIs nor versions hold a line break. */
export function testId({ file, version, index }: TestedPlace): string {
  return [file, version, index].filter((part) => part !== undefined).join('\n');
}

/** What the id of a test stands for. */
export function testedPlace(id: string): TestedPlace {
  const [file = '', version, index] = id.split('\n');
  return {
    file,
    ...(version !== undefined && { version }),
    ...(index !== undefined && { index: Number(index) }),
  };
}

/** What a command is about that was called on a test, or on the message of one; anything else as it is. */
export function testedOf(argument: unknown): unknown {
  if (typeof argument !== 'object' || argument === null) return argument;
  if ('test' in argument) return testedOf(argument.test);
  const isTest = 'id' in argument && typeof argument.id === 'string' && 'canResolveChildren' in argument;
  return isTest ? testedPlace(argument.id as string) : argument;
}
