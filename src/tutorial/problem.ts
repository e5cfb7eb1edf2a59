/** What is wrong with a tutorial, and where in its file. */
export interface Problem {
  path: (string | number)[];
  /** Without a capital letter and a mark: the place stands before it. */
  sentence: string;
}
