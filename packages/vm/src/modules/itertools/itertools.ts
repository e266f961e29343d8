/**
 * The module `itertools` (library reference, "itertools"). Its iterators are in the files beside it, by kind.
 */
import { type ModuleDefinition, defineModule } from "../../kernel/define.ts";
import {
  combinationsType,
  combinationsWithReplacementType,
  permutationsType,
  productType,
} from "./combinatoric.ts";
import {
  accumulateType,
  batchedType,
  chainType,
  pairwiseType,
  starMapType,
  zipLongestType,
} from "./combining.ts";
import { groupByType, grouperType } from "./groupby.ts";
import { countType, cycleType, repeatType } from "./infinite.ts";
import { compressType, dropWhileType, filterFalseType, isliceType, takeWhileType } from "./selecting.ts";
import { teeFunction, teeType } from "./tee.ts";

export const itertoolsModule: ModuleDefinition = defineModule("itertools", {
  doc: "Building blocks for loops: iterators that make, select, combine and group items.",
  functions: { tee: teeFunction },
  types: [
    accumulateType,
    batchedType,
    chainType,
    combinationsType,
    combinationsWithReplacementType,
    compressType,
    countType,
    cycleType,
    dropWhileType,
    filterFalseType,
    groupByType,
    grouperType,
    isliceType,
    pairwiseType,
    permutationsType,
    productType,
    repeatType,
    starMapType,
    takeWhileType,
    teeType,
    zipLongestType,
  ],
});
