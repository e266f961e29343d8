import { expect, test } from "vitest";
import { findLong } from "./long-search.ts";

function find(haystack: string, needle: string, start = 0, stop = haystack.length): number {
  return findLong(
    (i) => haystack.charCodeAt(i),
    start,
    stop,
    (i) => needle.charCodeAt(i),
    needle.length,
  );
}

test("answers as the engine's search does", () => {
  const texts = ["", "a", "ab", "aab", "abab", "aabaab", "abababb", "bbabaabaab"];
  for (const text of texts)
    for (const needle of texts.slice(1)) expect(find(text, needle)).toBe(text.indexOf(needle));
});

test("looks between start and stop only", () => {
  expect(find("abcabc", "abc", 1)).toBe(3);
  expect(find("abcabc", "abc", 1, 5)).toBe(-1);
});

test("takes linear time where the obvious way takes quadratic", () => {
  const half = "a".repeat(300_000);
  const other = "b".repeat(300_000);
  expect(find(half + half + other + half + half, half + other + other + half)).toBe(-1);
});
