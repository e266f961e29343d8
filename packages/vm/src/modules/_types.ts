/**
 * `_types`: the types that no builtin name leads to, for `types`.
 */
import { defineModule } from "../kernel/define.ts";
import {
  PyBuiltinFunction,
  PyClassMethodDescriptor,
  PyGetSet,
  PyMember,
  PyMethodDescriptor,
  PyMethodWrapper,
  PySlotWrapper,
} from "../kernel/descriptors.ts";
import { asyncGeneratorType } from "../objects/async-generator.ts";
import { methodType } from "../objects/bound-method.ts";
import { cellType } from "../objects/cell.ts";
import { codeType } from "../objects/code.ts";
import { coroutineType } from "../objects/coroutine.ts";
import { frameType } from "../objects/frame.ts";
import { functionType } from "../objects/function.ts";
import { generatorType } from "../objects/generator.ts";
import { genericAliasType } from "../objects/generic-alias.ts";
import { mappingProxyType } from "../objects/mappingproxy.ts";
import { moduleType } from "../objects/module.ts";
import { simpleNamespaceType } from "../objects/simple-namespace.ts";
import { ellipsisType, noneType, notImplementedType } from "../objects/singletons.ts";
import { tracebackType } from "../objects/traceback.ts";
import { unionType } from "../objects/union.ts";

/** The type whose instances are of a JavaScript class. */
const typeOfClass = (JS: { prototype: { cls: unknown } }) => JS.prototype.cls as typeof codeType;

const builtinFunctionType = typeOfClass(PyBuiltinFunction);

export const typesModule = defineModule("_types", {
  doc: "Define names for built-in types.",
  constants: {
    AsyncGeneratorType: asyncGeneratorType,
    BuiltinFunctionType: builtinFunctionType,
    BuiltinMethodType: builtinFunctionType,
    CellType: cellType,
    ClassMethodDescriptorType: typeOfClass(PyClassMethodDescriptor),
    CodeType: codeType,
    CoroutineType: coroutineType,
    EllipsisType: ellipsisType,
    FrameType: frameType,
    FunctionType: functionType,
    GeneratorType: generatorType,
    GenericAlias: genericAliasType,
    GetSetDescriptorType: typeOfClass(PyGetSet),
    LambdaType: functionType,
    MappingProxyType: mappingProxyType,
    MemberDescriptorType: typeOfClass(PyMember),
    MethodDescriptorType: typeOfClass(PyMethodDescriptor),
    MethodType: methodType,
    MethodWrapperType: typeOfClass(PyMethodWrapper),
    ModuleType: moduleType,
    NoneType: noneType,
    NotImplementedType: notImplementedType,
    SimpleNamespace: simpleNamespaceType,
    TracebackType: tracebackType,
    UnionType: unionType,
    WrapperDescriptorType: typeOfClass(PySlotWrapper),
  },
});
