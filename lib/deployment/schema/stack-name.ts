import type { Path } from "../words/finding";

/** Something that is made under a name that no other stack of the target may give. */
export interface StackName {
  readonly name: string;
  /** Place in the file that makes it so; none for what every stack has. */
  readonly path?: Path;
  /** What the name is the only one in, such as a project. Unwritten: all that stacks of the target share. */
  readonly within?: string;
}
