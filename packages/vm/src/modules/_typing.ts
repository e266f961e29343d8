/**
 * `_typing`: the types behind type parameter syntax (objects/type-variables.ts).
 */
import { defineModule, fn } from "../kernel/define.ts";
import {
  NoDefault,
  genericType,
  paramSpecArgsType,
  paramSpecKwargsType,
  paramSpecType,
  typeAliasType,
  typeVarTupleType,
  typeVarType,
} from "../objects/type-variables.ts";
import { unionType } from "../objects/union.ts";

export const typingModule = defineModule("_typing", {
  doc: "The types behind type parameter syntax.",
  types: [
    typeVarType,
    paramSpecType,
    typeVarTupleType,
    paramSpecArgsType,
    paramSpecKwargsType,
    typeAliasType,
    genericType,
  ],
  constants: { Union: unionType, NoDefault },
  functions: { _idfunc: fn("(x, /)", "The argument itself.", (value) => value) },
});
