/**
 * Subjects of matching: a str, or a bytes-like object seen as characters U+0000–U+00FF.
 */
import { bytesOfLatin1 } from "../../algorithms/byte-strings.ts";
import type { PyObject } from "../../kernel/object.ts";
import { typeError } from "../../kernel/raise.ts";
import { PyStr, strFromCodePoints } from "../../kernel/text.ts";
import { typeName } from "../../kernel/type.ts";
import { stringOf } from "../../codecs/text.ts";
import { bytesLikeOf } from "../../objects/buffer.ts";
import { makeBytes } from "../../objects/bytes.ts";
import { exactStr } from "../../protocols/repr.ts";
import { Subject } from "./matcher.ts";

/** A subject with the object it is of, from which pieces are cut. */
export class SubjectText extends Subject {
  readonly object: PyObject;
  readonly isBytes: boolean;

  constructor(object: PyObject, text: string | null, points: Uint32Array | null, isBytes: boolean) {
    super(text, points);
    this.object = object;
    this.isBytes = isBytes;
  }

  /** The piece [start, end) as str or bytes; the object itself when that is all of it and exact. */
  slice(start: number, end: number): PyObject {
    if (this.text !== null) {
      const piece = this.text.slice(start, end);
      return this.isBytes ? makeBytes(bytesOfLatin1(piece)) : piece;
    }
    return strFromCodePoints(this.points!.slice(start, end));
  }

  /** Join pieces that were cut from such a subject, or made for it. */
  join(pieces: readonly PyObject[]): PyObject {
    if (this.isBytes) return joinBytes(pieces);
    if (pieces.every((piece) => typeof piece === "string")) return pieces.join("");
    const points = pieces.flatMap((piece) => [...pointsOf(exactStr(piece))]);
    return strFromCodePoints(Uint32Array.from(points));
  }

  get empty(): PyObject {
    return this.isBytes ? makeBytes(new Uint8Array(0)) : "";
  }
}

function pointsOf(value: PyObject): Iterable<number> {
  if (value instanceof PyStr) return value.points;
  return Array.from(value as string, (character) => character.charCodeAt(0));
}

function joinBytes(pieces: readonly PyObject[]): PyObject {
  const parts = pieces.map((piece) => bytesLikeOf(piece)!);
  const joined = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return makeBytes(joined);
}

/** The subject that an object is. Throws TypeError for what is neither text nor bytes. */
export function subjectOf(object: PyObject): SubjectText {
  const text = exactStr(object);
  if (typeof text === "string") return new SubjectText(object, text, null, false);
  if (text instanceof PyStr) return new SubjectText(object, null, text.points, false);
  const bytes = bytesLikeOf(object);
  if (bytes === null) throw typeError(`expected string or bytes-like object, got '${typeName(object)}'`);
  return new SubjectText(object, stringOf(bytes), null, true);
}
