export interface TogetherOptions<Item> {
  /** The items that have to be through before this one begins; others than those given are taken to be through. */
  needs(item: Item): readonly Item[];
  /** How many may be under way at once. */
  jobs: number;
  /** Does the work on an item. False: begin nothing new, but let end what is under way. */
  work(item: Item): Promise<boolean>;
}

/**
 * Works on items as soon as what they need is through, several at a time, those that stand first before others.
 * @throws the first error that `work` threw, once all that was under way has ended
 */
export async function workTogether<Item>(items: readonly Item[], options: TogetherOptions<Item>): Promise<void> {
  const { jobs } = options;
  const waiting = new Set(items);
  const open = new Set(items);
  const underWay = new Set<Promise<void>>();
  const errors: unknown[] = [];
  let goesOn = true;
  const begin = (item: Item): void => {
    waiting.delete(item);
    const ended = toItsEnd(item).finally(() => underWay.delete(ended));
    underWay.add(ended);
  };
  async function toItsEnd(item: Item): Promise<void> {
    try {
      const isGood = await options.work(item);
      open.delete(item);
      goesOn &&= isGood;
    } catch (error) {
      goesOn = false;
      errors.push(error);
    }
  }
  for (;;) {
    for (const item of waiting) {
      if (!goesOn || underWay.size >= jobs) break;
      if (!options.needs(item).some((each) => open.has(each))) begin(item);
    }
    if (underWay.size === 0) break;
    await Promise.race(underWay);
  }
  if (errors.length > 0) throw errors[0];
  if (goesOn && waiting.size > 0) throw new Error("items need each other in a circle");
}
