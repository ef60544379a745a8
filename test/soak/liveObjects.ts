import { commands, env, extensions, languages, window, workspace } from 'vscode';

const NAMESPACES = { commands, env, extensions, languages, window, workspace };
type Callable = (...given: unknown[]) => unknown;

/**
 * What the extension has asked VS Code for and not given back: how many there are, by what they were asked of. Counted where it
 * asks: its API is that of these tests. So it has to be made before the extension starts.
 */
export class LiveObjects {
  readonly #counts = new Map<string, number>();

  constructor() {
    for (const [space, members] of Object.entries(NAMESPACES))
      for (const [name, member] of Object.entries(members as Record<string, unknown>))
        if (typeof member === 'function' && /^(?:on(?:Did|Will)|create|register)/.test(name))
          this.#count(members, name, `${space}.${name}`, member as Callable);
  }

  /** How many of each there are now. */
  counts(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  #count(members: object, name: string, kind: string, member: Callable): void {
    const counted = (...given: unknown[]): unknown => {
      const made = member.apply(members, given);
      return isDisposable(made) ? this.#follow(kind, made) : made;
    };
    Object.defineProperty(members, name, { value: counted, writable: true, configurable: true });
  }

  /** Counts what was made until it is disposed of, and gives it, or what stands for it where it is frozen. */
  #follow(kind: string, made: Disposing): Disposing {
    this.#add(kind, 1);
    let isLive = true;
    const end = (): void => {
      if (isLive) this.#add(kind, -1);
      isLive = false;
    };
    // A person closes a panel without its being disposed of by the extension.
    made.onDidDispose?.(end);
    const dispose = made.dispose.bind(made);
    const counted = Object.isFrozen(made) ? (Object.create(made) as Disposing) : made;
    const value = (): unknown => {
      end();
      return dispose();
    };
    return Object.defineProperty(counted, 'dispose', { value, configurable: true });
  }

  #add(kind: string, change: number): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + change);
  }
}

interface Disposing {
  readonly dispose: () => unknown;
  readonly onDidDispose?: (listener: () => void) => unknown;
}

function isDisposable(made: unknown): made is Disposing {
  return (
    typeof made === 'object' && made !== null && typeof (made as Partial<Disposing>).dispose === 'function'
  );
}
