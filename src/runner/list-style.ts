import { PRESET_TIMER, type ListrOptions, type ListrRendererValue } from "listr2";

/** How lists of tasks are drawn: redrawn in place on a terminal, line by line anywhere else, or not at all. */
export type ListStyle = "live" | "plain" | "silent";

const renderers = { live: "default", plain: "simple", silent: "silent" } as const satisfies Record<
  ListStyle,
  ListrRendererValue
>;

/**
 * Options for a list of tasks. listr2's own signal listeners exit the process with 127, so they stay off: the command
 * line has an AbortController for that.
 */
export function listOptions(
  style: ListStyle,
): ListrOptions & { renderer: ListrRendererValue; rendererOptions: { timer: typeof PRESET_TIMER } } {
  return {
    renderer: renderers[style],
    rendererOptions: { timer: PRESET_TIMER },
    concurrent: false,
    exitOnError: true,
    registerSignalListeners: false,
  };
}
