/**
 * The native modules that every interpreter has, listed once.
 *
 * A module that is not here is not there: the library's pure-Python fallback is imported where it has one, and
 * ModuleNotFoundError names the module where it has not.
 */
import type { ModuleDefinition } from "../kernel/define.ts";
import { abcModule } from "./_abc.ts";
import { astModule } from "./_ast/ast.ts";
import { bisectModule } from "./_bisect.ts";
import { codecsModule } from "./_codecs.ts";
import { collectionsModule } from "./_collections/collections.ts";
import { contextvarsModule } from "./_contextvars.ts";
import { functoolsModule } from "./_functools/functools.ts";
import { heapqModule } from "./_heapq.ts";
import { ioModule } from "./_io/io.ts";
import { operatorModule } from "./_operator/operator.ts";
import { randomModule } from "./_random.ts";
import { sha2Module } from "./_sha2.ts";
import { sreModule } from "./_sre/sre.ts";
import { stringModule } from "./_string.ts";
import { structModule } from "./_struct.ts";
import { threadModule } from "./_thread.ts";
import { typingModule } from "./_typing.ts";
import { warningsModule } from "./_warnings.ts";
import { weakrefModule } from "./_weakref.ts";
import { binasciiModule } from "./binascii.ts";
import { builtinsModule } from "./builtins/builtins.ts";
import { errnoModule } from "./errno.ts";
import { itertoolsModule } from "./itertools/itertools.ts";
import { marshalModule } from "./marshal.ts";
import { mathModule } from "./math.ts";
import { posixModule } from "./posix/posix.ts";
import { sysModule } from "./sys/sys.ts";
import { timeModule } from "./time/time.ts";

export const NATIVE_MODULES: readonly ModuleDefinition[] = [
  abcModule,
  astModule,
  binasciiModule,
  bisectModule,
  builtinsModule,
  codecsModule,
  collectionsModule,
  contextvarsModule,
  errnoModule,
  functoolsModule,
  heapqModule,
  ioModule,
  itertoolsModule,
  marshalModule,
  mathModule,
  operatorModule,
  posixModule,
  randomModule,
  sha2Module,
  sreModule,
  stringModule,
  structModule,
  sysModule,
  threadModule,
  timeModule,
  typingModule,
  warningsModule,
  weakrefModule,
];
