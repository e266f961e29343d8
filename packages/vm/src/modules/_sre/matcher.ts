/**
 * The matcher: runs a translated program over a subject by backtracking, with an explicit stack.
 *
 * The stack holds choice points, and between them what must be undone when an older choice is taken up again: marks,
 * loop counters, entered assertions. Each entry ends with its kind, so that the stack is read from the top. There is
 * no recursion: patterns and subjects of any size need heap, not JavaScript stack.
 *
 * Hot: Matcher.run.
 */
import type { CharacterSet } from "./characters.ts";
import { isWord, lower } from "./characters.ts";
import { CASE_RULES, NO_LIMIT, Op, type Program, WIDTH } from "./program.ts";

/** What is matched: code units of a plain string, or code points. */
export class Subject {
  readonly text: string | null;
  readonly points: Uint32Array | null;
  readonly length: number;

  constructor(text: string | null, points: Uint32Array | null) {
    this.text = text;
    this.points = points;
    this.length = text !== null ? text.length : points!.length;
  }

  at(index: number): number {
    return this.text !== null ? this.text.charCodeAt(index) : this.points![index]!;
  }
}

// Kinds of stack entries, and what lies below the kind.
const CHOICE = 0; // pc, pos
const UNDO_MARK = 1; // mark, old position, old lastindex
const UNDO_LOOP = 2; // loop, old count, old position
const GREEDY = 3; // pc of the tail, position, least position
const LAZY = 4; // pc of the repeat, position, how many more
const BARRIER = 5; // outer barrier, position, pc behind, 0 assert | 1 assert not | 2 atomic
const MORE = 6; // loop, pc of the body, position: one more round of a lazy loop
const SIZE = [3, 4, 4, 4, 4, 5, 4];

export type MatchOptions = {
  /** The match must reach the end. */
  readonly full: boolean;
  /** The match must not be empty at its start (the last one ended there). */
  readonly mustAdvance: boolean;
};

/** Called now and then during long matches; throws to stop. */
export type Tick = () => void;
const STEPS_PER_TICK = 100_000;

const NO_STACK = new Int32Array(0);

/** Without `#` members: V8 makes those one by one, at a cost that most matches are too short for. */
export class Matcher {
  declare private readonly program: Program;
  declare private readonly subject: Subject;
  declare private readonly end: number;
  declare private readonly tick: Tick;
  declare private stack: Int32Array;
  declare private top: number;
  declare private barrier: number;
  declare private readonly counts: number[];
  declare private readonly lasts: number[];
  /** Positions of marks; −1: not set. */
  declare readonly marks: number[];
  /** The group closed last; −1: none. */
  declare lastIndex: number;
  /** Where the match ends. */
  declare position: number;

  /** Matches only see the subject up to `end`. Most matches are short: this must cost little. */
  constructor(program: Program, subject: Subject, end: number, tick: Tick) {
    this.program = program;
    this.subject = subject;
    this.end = end;
    this.tick = tick;
    this.stack = NO_STACK;
    this.top = 0;
    this.barrier = -1;
    this.counts = program.loops.map(() => 0);
    this.lasts = program.loops.map(() => 0);
    this.marks = [];
    for (let i = 0; i < program.marks; i++) this.marks.push(-1);
    this.lastIndex = -1;
    this.position = 0;
  }

  /** The first match that starts at `from` or later; −1, or where it starts. */
  search(from: number, mustAdvance: boolean): number {
    const { prefix, needle, first, minWidth } = this.program;
    const subject = this.subject;
    const last = this.end - minWidth;
    const { text } = subject;
    let advance = mustAdvance;
    for (let start = from; start <= last; start++) {
      if (text !== null && needle !== "") {
        start = text.indexOf(needle, start);
        if (start < 0 || start + needle.length > this.end) return -1;
      } else if (prefix.length > 0) {
        while (start < this.end && subject.at(start) !== prefix[0]) start++;
      } else if (first !== null) {
        while (start < this.end && !first.has(subject.at(start))) start++;
        if (start >= this.end) return -1;
      }
      if (start > last) return -1;
      if (this.run(start, { full: false, mustAdvance: advance && start === from })) return start;
      advance = false;
    }
    return -1;
  }

  private reset(): void {
    const { marks } = this;
    for (let i = 0; i < marks.length; i++) marks[i] = -1;
    this.lastIndex = -1;
    this.top = 0;
    this.barrier = -1;
  }

  private push(size: number): number {
    if (this.top + size > this.stack.length) {
      const larger = new Int32Array(Math.max(this.stack.length * 2, 64));
      larger.set(this.stack);
      this.stack = larger;
    }
    const at = this.top;
    this.top += size;
    return at;
  }

  private setMark(mark: number, position: number): void {
    const at = this.push(4);
    const stack = this.stack;
    stack[at] = mark;
    stack[at + 1] = this.marks[mark]!;
    stack[at + 2] = this.lastIndex;
    stack[at + 3] = UNDO_MARK;
    if ((mark & 1) === 1) this.lastIndex = mark >> 1;
    this.marks[mark] = position;
  }

  private setLoop(loop: number, count: number, last: number): void {
    const at = this.push(4);
    const stack = this.stack;
    stack[at] = loop;
    stack[at + 1] = this.counts[loop]!;
    stack[at + 2] = this.lasts[loop]!;
    stack[at + 3] = UNDO_LOOP;
    this.counts[loop] = count;
    this.lasts[loop] = last;
  }

  private pushChoice(pc: number, position: number): void {
    const at = this.push(3);
    this.stack[at] = pc;
    this.stack[at + 1] = position;
    this.stack[at + 2] = CHOICE;
  }

  private push4(a: number, b: number, c: number, kind: number): void {
    const at = this.push(4);
    const stack = this.stack;
    stack[at] = a;
    stack[at + 1] = b;
    stack[at + 2] = c;
    stack[at + 3] = kind;
  }

  private pushBarrier(position: number, behind: number, kind: number): void {
    const at = this.push(5);
    const stack = this.stack;
    stack[at] = this.barrier;
    stack[at + 1] = position;
    stack[at + 2] = behind;
    stack[at + 3] = kind;
    stack[at + 4] = BARRIER;
    this.barrier = at;
  }

  /** Whether the program matches at `start`; then `marks`, `lastIndex` and `position` say how. */
  run(start: number, options: MatchOptions): boolean {
    this.reset();
    const { code, sets, loops } = this.program;
    const subject = this.subject;
    const text = subject.text;
    const points = subject.points;
    const end = this.end;
    let pc = 0;
    let pos = start;
    let steps = 0;
    for (;;) {
      let failed = false;
      const a = code[pc + 1]!;
      switch (code[pc]!) {
        case Op.CHARACTER:
          if (pos < end && (text !== null ? text.charCodeAt(pos) : points![pos]) === a) {
            pos++;
            pc += WIDTH;
          } else failed = true;
          break;
        case Op.NOT_CHARACTER:
        case Op.CHARACTER_IGNORE:
        case Op.NOT_CHARACTER_IGNORE:
        case Op.ANY:
        case Op.ANY_ALL:
        case Op.SET:
        case Op.SET_IGNORE:
          if (
            pos < end &&
            unitMatches(code, pc, sets, text !== null ? text.charCodeAt(pos) : points![pos]!)
          ) {
            pos++;
            pc += WIDTH;
          } else failed = true;
          break;
        case Op.AT:
          if (isAt(subject, pos, end, a)) pc += WIDTH;
          else failed = true;
          break;
        case Op.MARK:
          this.setMark(a, pos);
          pc += WIDTH;
          break;
        case Op.JUMP:
          pc = a;
          break;
        case Op.BRANCH:
          this.pushChoice(a, pos);
          pc += WIDTH;
          break;
        case Op.REPEAT_ONE: {
          const unit = pc + WIDTH;
          const tail = unit + WIDTH;
          const max = code[pc + 2]!;
          const mode = code[pc + 3]!;
          const most = max === NO_LIMIT || max > end - pos ? end : pos + max;
          if (mode === 1) {
            const least = this.advance(unit, pos, Math.min(pos + a, end));
            if (least < pos + a) {
              failed = true;
              break;
            }
            if (least < most) this.push4(pc, least, max === NO_LIMIT ? NO_LIMIT : max - a, LAZY);
            pos = least;
            pc = tail;
            break;
          }
          const furthest = this.advance(unit, pos, most);
          if (furthest < pos + a) {
            failed = true;
            break;
          }
          if (mode === 0 && furthest > pos + a) this.push4(tail, furthest, pos + a, GREEDY);
          pos = furthest;
          pc = tail;
          break;
        }
        case Op.REPEAT:
          this.setLoop(a, -1, -1);
          pc = code[pc + 2]!;
          break;
        case Op.MAX_UNTIL: {
          const loop = loops[a]!;
          const count = this.counts[a]! + 1;
          const last = this.lasts[a]!;
          if (count < loop.min) {
            this.setLoop(a, count, last);
            pc = code[pc + 2]!;
          } else if ((count < loop.max || loop.max === NO_LIMIT) && pos !== last) {
            this.pushChoice(pc + WIDTH, pos);
            this.setLoop(a, count, pos);
            pc = code[pc + 2]!;
          } else pc += WIDTH;
          break;
        }
        case Op.MIN_UNTIL: {
          const loop = loops[a]!;
          const count = this.counts[a]! + 1;
          if (count < loop.min) {
            this.setLoop(a, count, this.lasts[a]!);
            pc = code[pc + 2]!;
          } else {
            if ((count < loop.max || loop.max === NO_LIMIT) && pos !== this.lasts[a]!) {
              this.push4(a, code[pc + 2]!, pos, MORE);
            }
            pc += WIDTH;
          }
          break;
        }
        case Op.GROUPREF: {
          const from = this.marks[a * 2]!;
          const to = this.marks[a * 2 + 1]!;
          if (from < 0 || to < from || !this.matchesGroup(from, to, pos, code[pc + 2]!)) failed = true;
          else {
            pos += to - from;
            pc += WIDTH;
          }
          break;
        }
        case Op.GROUPREF_EXISTS: {
          const matched = this.marks[a * 2]! >= 0 && this.marks[a * 2 + 1]! >= this.marks[a * 2]!;
          pc = matched ? pc + WIDTH : code[pc + 2]!;
          break;
        }
        case Op.ASSERT: {
          const back = code[pc + 2]!;
          const negate = code[pc + 3]!;
          if (pos < back) {
            if (negate === 1) pc = a;
            else failed = true;
            break;
          }
          this.pushBarrier(pos, a, negate);
          pos -= back;
          pc += WIDTH;
          break;
        }
        case Op.ATOMIC:
          this.pushBarrier(pos, a, 2);
          pc += WIDTH;
          break;
        case Op.SUB_END: {
          const at = this.barrier;
          const stack = this.stack;
          const kind = stack[at + 3]!;
          const [before, behind] = [stack[at + 1]!, stack[at + 2]!];
          if (kind === 1) {
            this.undoDownTo(at);
            failed = true;
            break;
          }
          this.keepUndos(at);
          if (kind === 0) pos = before;
          pc = behind;
          break;
        }
        case Op.SUCCESS:
          if ((options.full && pos !== end) || (options.mustAdvance && pos === start)) {
            failed = true;
            break;
          }
          this.position = pos;
          return true;
        default:
          failed = true;
      }
      if (++steps === STEPS_PER_TICK) {
        steps = 0;
        this.tick();
      }
      if (!failed) continue;
      // Take up the youngest choice that is left.
      for (;;) {
        if (this.top === 0) return false;
        const stack = this.stack;
        const top = this.top;
        const kind = stack[top - 1]!;
        if (kind === CHOICE) {
          this.top = top - 3;
          pc = stack[top - 3]!;
          pos = stack[top - 2]!;
          break;
        }
        if (kind === UNDO_MARK) {
          this.marks[stack[top - 4]!] = stack[top - 3]!;
          this.lastIndex = stack[top - 2]!;
          this.top = top - 4;
        } else if (kind === UNDO_LOOP) {
          this.counts[stack[top - 4]!] = stack[top - 3]!;
          this.lasts[stack[top - 4]!] = stack[top - 2]!;
          this.top = top - 4;
        } else if (kind === GREEDY) {
          pc = stack[top - 4]!;
          const least = stack[top - 2]!;
          let at = stack[top - 3]! - 1;
          if (code[pc] === Op.CHARACTER) {
            // The tail begins with a known character: give back down to it at once.
            const wanted = code[pc + 1]!;
            while (at >= least && (at >= end || subject.at(at) !== wanted)) at--;
          }
          if (at <= least) this.top = top - 4;
          else stack[top - 3] = at;
          if (at < least) continue;
          pos = at;
          break;
        } else if (kind === LAZY) {
          const repeat = stack[top - 4]!;
          const at = stack[top - 3]!;
          const left = stack[top - 2]!;
          if (at >= end || left <= 0 || !unitMatches(code, repeat + WIDTH, sets, subject.at(at))) {
            this.top = top - 4;
            continue;
          }
          stack[top - 3] = at + 1;
          if (left !== NO_LIMIT) stack[top - 2] = left - 1;
          pos = at + 1;
          pc = repeat + 2 * WIDTH;
          break;
        } else if (kind === MORE) {
          const loop = stack[top - 4]!;
          pc = stack[top - 3]!;
          pos = stack[top - 2]!;
          this.top = top - 4;
          this.setLoop(loop, this.counts[loop]! + 1, pos);
          break;
        } else {
          const [outer, before, behind, what] = [
            stack[top - 5]!,
            stack[top - 4]!,
            stack[top - 3]!,
            stack[top - 2]!,
          ];
          this.barrier = outer;
          this.top = top - 5;
          if (what !== 1) continue;
          pos = before;
          pc = behind;
          break;
        }
      }
      if (++steps === STEPS_PER_TICK) {
        steps = 0;
        this.tick();
      }
    }
  }

  /** How far the one-character instruction matches from `from`, at most to `most`. */
  private advance(unit: number, from: number, most: number): number {
    const { code, sets } = this.program;
    const { text, points } = this.subject;
    let at = from;
    const op = code[unit]!;
    if (op === Op.ANY_ALL) return most;
    if (op === Op.SET && text !== null) {
      const set = sets[code[unit + 1]!]!;
      const { latin } = set;
      for (; at < most; at++) {
        const unitAt = text.charCodeAt(at);
        if (unitAt < 256 ? latin[unitAt] !== 1 : !set.other(unitAt)) break;
      }
      return at;
    }
    while (at < most && unitMatches(code, unit, sets, text !== null ? text.charCodeAt(at) : points![at]!))
      at++;
    return at;
  }

  private matchesGroup(from: number, to: number, pos: number, rules: number): boolean {
    const subject = this.subject;
    if (pos + (to - from) > this.end) return false;
    for (let at = from, here = pos; at < to; at++, here++) {
      const [there, now] = [subject.at(at), subject.at(here)];
      if (there === now) continue;
      if (rules < 0 || lower(CASE_RULES[rules]!, there) !== lower(CASE_RULES[rules]!, now)) return false;
    }
    return true;
  }

  /** Undo everything above the barrier, and the barrier. */
  private undoDownTo(barrier: number): void {
    const stack = this.stack;
    while (this.top > barrier + 5) {
      const top = this.top;
      const kind = stack[top - 1]!;
      if (kind === UNDO_MARK) {
        this.marks[stack[top - 4]!] = stack[top - 3]!;
        this.lastIndex = stack[top - 2]!;
      } else if (kind === UNDO_LOOP) {
        this.counts[stack[top - 4]!] = stack[top - 3]!;
        this.lasts[stack[top - 4]!] = stack[top - 2]!;
      }
      this.top = top - SIZE[kind]!;
    }
    this.barrier = stack[barrier]!;
    this.top = barrier;
  }

  /** Drop the choices above the barrier and the barrier itself; what must be undone later stays. */
  private keepUndos(barrier: number): void {
    const stack = this.stack;
    const outer = stack[barrier]!;
    const kept: number[] = [];
    for (let top = this.top; top > barrier + 5;) {
      const kind = stack[top - 1]!;
      const size = SIZE[kind]!;
      if (kind === UNDO_MARK || kind === UNDO_LOOP) kept.push(top - size);
      top -= size;
    }
    let to = barrier;
    for (let i = kept.length - 1; i >= 0; i--, to += 4) stack.copyWithin(to, kept[i]!, kept[i]! + 4);
    this.top = to;
    this.barrier = outer;
  }
}

function unitMatches(code: Int32Array, pc: number, sets: readonly CharacterSet[], point: number): boolean {
  const a = code[pc + 1]!;
  switch (code[pc]) {
    case Op.CHARACTER:
      return point === a;
    case Op.NOT_CHARACTER:
      return point !== a;
    case Op.ANY:
      return point !== 10;
    case Op.ANY_ALL:
      return true;
    case Op.SET: {
      const set = sets[a]!;
      return point < 256 ? set.latin[point] === 1 : set.other(point);
    }
    case Op.CHARACTER_IGNORE:
      return lower(CASE_RULES[code[pc + 2]!]!, point) === a;
    case Op.NOT_CHARACTER_IGNORE:
      return lower(CASE_RULES[code[pc + 2]!]!, point) !== a;
    default:
      return sets[a]!.has(lower(CASE_RULES[code[pc + 2]!]!, point));
  }
}

/** Position codes in the order of `re._constants.ATCODES`. */
function isAt(subject: Subject, pos: number, end: number, where: number): boolean {
  switch (where) {
    case 0: // AT_BEGINNING
    case 2: // AT_BEGINNING_STRING
      return pos === 0;
    case 1: // AT_BEGINNING_LINE
      return pos === 0 || subject.at(pos - 1) === 10;
    case 5: // AT_END
      return pos === end || (pos === end - 1 && subject.at(pos) === 10);
    case 6: // AT_END_LINE
      return pos === end || subject.at(pos) === 10;
    case 7: // AT_END_STRING
      return pos === end;
    case 3: // AT_BOUNDARY
      return atBoundary(subject, pos, end, isWord.ascii);
    case 4: // AT_NON_BOUNDARY
      return !atBoundary(subject, pos, end, isWord.ascii);
    case 8: // AT_LOC_BOUNDARY
      return atBoundary(subject, pos, end, isWord.locale);
    case 9: // AT_LOC_NON_BOUNDARY
      return !atBoundary(subject, pos, end, isWord.locale);
    case 10: // AT_UNI_BOUNDARY
      return atBoundary(subject, pos, end, isWord.unicode);
    default: // AT_UNI_NON_BOUNDARY
      return !atBoundary(subject, pos, end, isWord.unicode);
  }
}

function atBoundary(subject: Subject, pos: number, end: number, word: (point: number) => boolean): boolean {
  const before = pos > 0 && word(subject.at(pos - 1));
  const behind = pos < end && word(subject.at(pos));
  return before !== behind;
}
