/**
 * `_suggestions`: "Did you mean …?" for the library's `traceback`.
 */
import { suggestion } from "../algorithms/suggestion.ts";
import { defineModule, fn } from "../kernel/define.ts";
import type { PyObject, Result } from "../kernel/object.ts";
import { typeError } from "../kernel/raise.ts";
import { None } from "../kernel/singletons.ts";
import { strFromUtf16 } from "../kernel/text.ts";
import { typeName } from "../kernel/type.ts";
import { textOf } from "../objects/item-array.ts";
import { PyList } from "../objects/list.ts";
import { strOf } from "../objects/str/text.ts";

function generateSuggestions(candidates: PyObject, item: PyObject): Result {
  const name = strOf(item);
  if (name === undefined)
    throw typeError(`_generate_suggestions() argument 2 must be str, not ${typeName(item)}`);
  if (!(candidates instanceof PyList)) throw typeError("candidates must be a list");
  const texts = candidates.items.map((candidate) => {
    const text = strOf(candidate);
    if (text === undefined) throw typeError("all elements in 'candidates' must be strings");
    return textOf(text);
  });
  const found = suggestion(texts, textOf(name));
  return found === undefined ? None : strFromUtf16(found);
}

export const suggestionsModule = defineModule("_suggestions", {
  doc: "Suggestions for misspelt names.",
  functions: {
    _generate_suggestions: fn(
      "($module, candidates, item, /)",
      "The candidate nearest to item, or None.",
      generateSuggestions,
    ),
  },
});
