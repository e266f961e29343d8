/**
 * Labels: names for places in an instruction sequence that are not known yet.
 *
 * A label is a small positive number handed out by its sequence (`InstructionSequence.newLabel`). Jumps
 * and block openers carry the label as their oparg until the flow graph is built.
 */

/** A jump target of one instruction sequence. */
export type Label = number;

/** No label: never equal to a label that a sequence hands out. */
export const NO_LABEL: Label = -1;

/** What the label map holds for a label that has been handed out but not placed. */
export const UNPLACED = -1;
