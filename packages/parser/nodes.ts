/**
 * The node table: every AST node, its fields in order, and what each field holds. The one home of this fact.
 *
 * It says in TypeScript what CPython's `Parser/Python.asdl` says for Python 3.14. Types, constructor functions
 * and the field metadata that `dump`, `walk` and `visit` work from are generated out of it into
 * `src/ast/generated/nodes.ts` (by `tools/generate/src/ast-nodes.ts`). Nothing imports this file at run time.
 *
 * A field's type is written as in ASDL: `expr` exactly one, `expr?` one or `null`, `expr*` an array,
 * `expr?*` an array in which `null` stands where CPython has None. `identifier` and `string` are JavaScript
 * strings, `int` is a number, `constant` is a `ConstantValue` (`src/ast/constants.ts`).
 */

/** The types that are not sums of nodes. */
export type BuiltinType = "identifier" | "string" | "int" | "constant";

/** Sums whose members carry no data: they are strings in the tree ("Load", "Add", "NotIn"). */
export type EnumerationName = "expr_context" | "boolop" | "operator" | "unaryop" | "cmpop";

export type SumName =
  | "mod"
  | "stmt"
  | "expr"
  | "comprehension"
  | "excepthandler"
  | "arguments"
  | "arg"
  | "keyword"
  | "alias"
  | "withitem"
  | "match_case"
  | "pattern"
  | "type_ignore"
  | "type_param";

type TypeName = BuiltinType | EnumerationName | SumName;
export type FieldType = TypeName | `${TypeName}?` | `${TypeName}*` | `${TypeName}?*`;

export interface FieldDefinition {
  readonly name: string;
  readonly type: FieldType;
  readonly doc: string;
}

export interface NodeDefinition {
  readonly name: string;
  readonly doc: string;
  readonly fields: readonly FieldDefinition[];
}

export interface SumDefinition {
  readonly name: SumName;
  readonly doc: string;
  /** Whether the nodes carry `lineno, col_offset, end_lineno, end_col_offset`. */
  readonly located: boolean;
  readonly nodes: readonly NodeDefinition[];
  /** Nodes that CPython does not have: what `recover: true` puts where the source is no program. */
  readonly errorNodes?: readonly NodeDefinition[];
}

export interface EnumerationDefinition {
  readonly name: EnumerationName;
  readonly doc: string;
  readonly members: readonly string[];
}

export interface NodeTable {
  readonly sums: readonly SumDefinition[];
  readonly enumerations: readonly EnumerationDefinition[];
}

function field(type: FieldType, name: string, doc: string): FieldDefinition {
  return { name, type, doc };
}

function node(name: string, doc: string, ...fields: FieldDefinition[]): NodeDefinition {
  return { name, doc, fields };
}

const functionFields: readonly FieldDefinition[] = [
  field("identifier", "name", "The name it is bound to."),
  field("arguments", "args", "Its parameters."),
  field("stmt*", "body", "Its statements, the docstring among them."),
  field("expr*", "decorator_list", "Decorators, outermost first, without the `@`."),
  field("expr?", "returns", "The annotation after `->`."),
  field("string?", "type_comment", "The text of a type comment."),
  field("type_param*", "type_params", "What stands in `[…]` after the name (PEP 695)."),
];

const forFields: readonly FieldDefinition[] = [
  field("expr", "target", "What each item is assigned to."),
  field("expr", "iter", "What is iterated over."),
  field("stmt*", "body", "The loop's statements."),
  field("stmt*", "orelse", "What runs when the loop ends without `break`."),
  field("string?", "type_comment", "The text of a type comment."),
];

const withFields: readonly FieldDefinition[] = [
  field("withitem*", "items", "The context managers, in order."),
  field("stmt*", "body", "The statements they surround."),
  field("string?", "type_comment", "The text of a type comment."),
];

const tryFields: readonly FieldDefinition[] = [
  field("stmt*", "body", "The statements that are guarded."),
  field("excepthandler*", "handlers", "The `except` clauses, in order."),
  field("stmt*", "orelse", "What runs when nothing was raised."),
  field("stmt*", "finalbody", "What runs in any case."),
];

const errorFields: readonly FieldDefinition[] = [
  field("string", "source", "The text that could not be read."),
  field("expr*", "parts", "The expressions that could be read in it, in order."),
];

const generators = field("comprehension*", "generators", "The `for … in … if …` clauses, outermost first.");

export const nodeTable: NodeTable = {
  sums: [
    {
      name: "mod",
      doc: "What a whole source text is parsed to; which one depends on the mode.",
      located: false,
      nodes: [
        node(
          "Module",
          "A file (mode `exec`).",
          field("stmt*", "body", "Its statements."),
          field(
            "type_ignore*",
            "type_ignores",
            "Its `# type: ignore` comments, when type comments were asked for.",
          ),
        ),
        node(
          "Interactive",
          "One entry at the prompt (mode `single`).",
          field("stmt*", "body", "One compound statement, or the simple statements of one line."),
        ),
        node("Expression", "One expression (mode `eval`).", field("expr", "body", "The expression.")),
        node(
          "FunctionType",
          "A signature in a type comment (mode `func_type`).",
          field("expr*", "argtypes", "The parameters' types."),
          field("expr", "returns", "The result's type."),
        ),
      ],
    },
    {
      name: "stmt",
      doc: "A statement.",
      located: true,
      nodes: [
        node("FunctionDef", "`def`.", ...functionFields),
        node("AsyncFunctionDef", "`async def`.", ...functionFields),
        node(
          "ClassDef",
          "`class`.",
          field("identifier", "name", "The name it is bound to."),
          field("expr*", "bases", "Positional arguments of the class statement, base classes."),
          field("keyword*", "keywords", "Its keyword arguments, `metaclass` among them."),
          field("stmt*", "body", "Its statements."),
          field("expr*", "decorator_list", "Decorators, outermost first, without the `@`."),
          field("type_param*", "type_params", "What stands in `[…]` after the name (PEP 695)."),
        ),
        node("Return", "`return`.", field("expr?", "value", "What is returned; absent means None.")),
        node("Delete", "`del`.", field("expr*", "targets", "What is deleted, in order.")),
        node(
          "Assign",
          "`a = b = value`.",
          field("expr*", "targets", "One per `=`, leftmost first."),
          field("expr", "value", "What is assigned."),
          field("string?", "type_comment", "The text of a type comment."),
        ),
        node(
          "TypeAlias",
          "`type X = …` (PEP 695).",
          field("expr", "name", "A Name."),
          field("type_param*", "type_params", "What stands in `[…]` after the name."),
          field("expr", "value", "What it stands for."),
        ),
        node(
          "AugAssign",
          "`target += value` and its like.",
          field("expr", "target", "A Name, Attribute or Subscript in Store context."),
          field("operator", "op", "The operator in front of the `=`."),
          field("expr", "value", "The right operand."),
        ),
        node(
          "AnnAssign",
          "`target: annotation = value`.",
          field("expr", "target", "A Name, Attribute or Subscript."),
          field("expr", "annotation", "The annotation."),
          field("expr?", "value", "What is assigned, if anything."),
          field("int", "simple", "1 for a bare name, 0 for anything else, `(name)` included."),
        ),
        node("For", "`for`.", ...forFields),
        node("AsyncFor", "`async for`.", ...forFields),
        node(
          "While",
          "`while`.",
          field("expr", "test", "The condition."),
          field("stmt*", "body", "The loop's statements."),
          field("stmt*", "orelse", "What runs when the loop ends without `break`."),
        ),
        node(
          "If",
          "`if`; an `elif` is an If alone in `orelse`.",
          field("expr", "test", "The condition."),
          field("stmt*", "body", "What runs when it is true."),
          field("stmt*", "orelse", "What runs when it is false."),
        ),
        node("With", "`with`.", ...withFields),
        node("AsyncWith", "`async with`.", ...withFields),
        node(
          "Match",
          "`match`.",
          field("expr", "subject", "What is matched."),
          field("match_case*", "cases", "The `case` blocks, in order."),
        ),
        node(
          "Raise",
          "`raise`.",
          field("expr?", "exc", "What is raised; absent means the exception being handled."),
          field("expr?", "cause", "What stands after `from`."),
        ),
        node("Try", "`try` with `except` clauses, `finally` or both.", ...tryFields),
        node("TryStar", "`try` with `except*` clauses.", ...tryFields),
        node(
          "Assert",
          "`assert`.",
          field("expr", "test", "The condition."),
          field("expr?", "msg", "The argument of the AssertionError."),
        ),
        node("Import", "`import`.", field("alias*", "names", "The modules, in order.")),
        node(
          "ImportFrom",
          "`from … import …`.",
          field(
            "identifier?",
            "module",
            "The dotted name without leading dots; absent for `from . import x`.",
          ),
          field("alias*", "names", "What is imported; one alias named `*` for a star import."),
          field("int?", "level", "How many leading dots."),
        ),
        node("Global", "`global`.", field("identifier*", "names", "The names.")),
        node("Nonlocal", "`nonlocal`.", field("identifier*", "names", "The names.")),
        node("Expr", "An expression standing as a statement.", field("expr", "value", "The expression.")),
        node("Pass", "`pass`."),
        node("Break", "`break`."),
        node("Continue", "`continue`."),
      ],
      errorNodes: [
        node(
          "ErrorStmt",
          "A line that is no statement. Only with `recover: true`.",
          ...errorFields,
          field("stmt*", "body", "The statements of the block that is indented below it."),
        ),
      ],
    },
    {
      name: "expr",
      doc: "An expression.",
      located: true,
      nodes: [
        node(
          "BoolOp",
          "`a and b and c`, `a or b or c`.",
          field("boolop", "op", "Which of the two."),
          field("expr*", "values", "Two or more operands."),
        ),
        node(
          "NamedExpr",
          "`name := value`.",
          field("expr", "target", "A Name in Store context."),
          field("expr", "value", "What is assigned and is the result."),
        ),
        node(
          "BinOp",
          "An arithmetic or bitwise operation on two operands.",
          field("expr", "left", "The left operand."),
          field("operator", "op", "The operator."),
          field("expr", "right", "The right operand."),
        ),
        node(
          "UnaryOp",
          "`-x`, `+x`, `~x`, `not x`.",
          field("unaryop", "op", "The operator."),
          field("expr", "operand", "The operand."),
        ),
        node(
          "Lambda",
          "`lambda`.",
          field("arguments", "args", "Its parameters, without annotations."),
          field("expr", "body", "Its result."),
        ),
        node(
          "IfExp",
          "`body if test else orelse`.",
          field("expr", "test", "The condition."),
          field("expr", "body", "The result when it is true."),
          field("expr", "orelse", "The result when it is false."),
        ),
        node(
          "Dict",
          "A dict display.",
          field("expr?*", "keys", "The keys; `null` where a `**mapping` stands."),
          field("expr*", "values", "The values, or the mapping after `**`, one per key."),
        ),
        node("Set", "A set display.", field("expr*", "elts", "One item or more.")),
        node("ListComp", "A list comprehension.", field("expr", "elt", "Each item."), generators),
        node("SetComp", "A set comprehension.", field("expr", "elt", "Each item."), generators),
        node(
          "DictComp",
          "A dict comprehension.",
          field("expr", "key", "Each key."),
          field("expr", "value", "Its value."),
          generators,
        ),
        node("GeneratorExp", "A generator expression.", field("expr", "elt", "Each item."), generators),
        node("Await", "`await`.", field("expr", "value", "What is awaited.")),
        node("Yield", "`yield`.", field("expr?", "value", "What is yielded; absent means None.")),
        node("YieldFrom", "`yield from`.", field("expr", "value", "The iterable delegated to.")),
        node(
          "Compare",
          "A chain of comparisons.",
          field("expr", "left", "The leftmost operand."),
          field("cmpop*", "ops", "The operators, one per comparator."),
          field("expr*", "comparators", "The operands after the first."),
        ),
        node(
          "Call",
          "A call.",
          field("expr", "func", "What is called."),
          field("expr*", "args", "Positional arguments; `*iterable` is a Starred."),
          field("keyword*", "keywords", "Keyword arguments and `**mapping`s, in order."),
        ),
        node(
          "FormattedValue",
          "A replacement field of an f-string.",
          field("expr", "value", "The expression."),
          field("int", "conversion", "-1, or the character code of `s`, `r` or `a` after `!`."),
          field("expr?", "format_spec", "A JoinedStr, what stands after `:`."),
        ),
        node(
          "Interpolation",
          "A replacement field of a t-string (PEP 750).",
          field("expr", "value", "The expression."),
          field("constant", "str", "Its source text."),
          field("int", "conversion", "-1, or the character code of `s`, `r` or `a` after `!`."),
          field("expr?", "format_spec", "A JoinedStr, what stands after `:`."),
        ),
        node("JoinedStr", "An f-string.", field("expr*", "values", "Constants and FormattedValues.")),
        node("TemplateStr", "A t-string.", field("expr*", "values", "Constants and Interpolations.")),
        node(
          "Constant",
          "A literal, or None, True, False, `...`.",
          field("constant", "value", "The value."),
          field("string?", "kind", "`u` for a string written with that prefix."),
        ),
        node(
          "Attribute",
          "`value.attr`.",
          field("expr", "value", "The object."),
          field("identifier", "attr", "The attribute's name, not mangled."),
          field("expr_context", "ctx", "What is done with it."),
        ),
        node(
          "Subscript",
          "`value[slice]`.",
          field("expr", "value", "The object."),
          field("expr", "slice", "The index; a Tuple when there are commas, a Slice for `a:b`."),
          field("expr_context", "ctx", "What is done with it."),
        ),
        node(
          "Starred",
          "`*value`.",
          field("expr", "value", "The iterable or target."),
          field("expr_context", "ctx", "Load to unpack, Store to collect."),
        ),
        node(
          "Name",
          "A name.",
          field("identifier", "id", "The name, NFKC-normalised."),
          field("expr_context", "ctx", "What is done with it."),
        ),
        node(
          "List",
          "A list display, or a target in brackets.",
          field("expr*", "elts", "The items."),
          field("expr_context", "ctx", "What is done with it."),
        ),
        node(
          "Tuple",
          "A tuple, or several targets.",
          field("expr*", "elts", "The items."),
          field("expr_context", "ctx", "What is done with it."),
        ),
        node(
          "Slice",
          "`lower:upper:step`, only inside a Subscript.",
          field("expr?", "lower", "The start."),
          field("expr?", "upper", "The end."),
          field("expr?", "step", "The step."),
        ),
      ],
      errorNodes: [
        node(
          "ErrorExpr",
          "What is no expression, where one belongs. Only with `recover: true`.",
          ...errorFields,
        ),
      ],
    },
    {
      name: "comprehension",
      doc: "One `for` clause of a comprehension with its conditions.",
      located: false,
      nodes: [
        node(
          "comprehension",
          "One `for` clause of a comprehension with its conditions.",
          field("expr", "target", "What each item is assigned to."),
          field("expr", "iter", "What is iterated over."),
          field("expr*", "ifs", "The conditions, in order."),
          field("int", "is_async", "1 for `async for`, else 0."),
        ),
      ],
    },
    {
      name: "excepthandler",
      doc: "An `except` clause.",
      located: true,
      nodes: [
        node(
          "ExceptHandler",
          "An `except` or `except*` clause.",
          field("expr?", "type", "The exception type or types; absent for a bare `except`."),
          field("identifier?", "name", "What stands after `as`."),
          field("stmt*", "body", "Its statements."),
        ),
      ],
    },
    {
      name: "arguments",
      doc: "The parameters of a function.",
      located: false,
      nodes: [
        node(
          "arguments",
          "The parameters of a function.",
          field("arg*", "posonlyargs", "Those in front of `/`."),
          field("arg*", "args", "Those that may be passed by position or by name."),
          field("arg?", "vararg", "`*args`."),
          field("arg*", "kwonlyargs", "Those after `*`."),
          field("expr?*", "kw_defaults", "One per keyword-only parameter; `null` where there is no default."),
          field("arg?", "kwarg", "`**kwargs`."),
          field("expr*", "defaults", "Defaults of the last positional parameters."),
        ),
      ],
    },
    {
      name: "arg",
      doc: "One parameter.",
      located: true,
      nodes: [
        node(
          "arg",
          "One parameter.",
          field("identifier", "arg", "Its name."),
          field("expr?", "annotation", "Its annotation."),
          field("string?", "type_comment", "The text of a type comment."),
        ),
      ],
    },
    {
      name: "keyword",
      doc: "A keyword argument of a call or class statement.",
      located: true,
      nodes: [
        node(
          "keyword",
          "A keyword argument of a call or class statement.",
          field("identifier?", "arg", "The name; absent for `**mapping`."),
          field("expr", "value", "The value, or the mapping."),
        ),
      ],
    },
    {
      name: "alias",
      doc: "One name of an import.",
      located: true,
      nodes: [
        node(
          "alias",
          "One name of an import.",
          field("identifier", "name", "The (dotted) name, or `*`."),
          field("identifier?", "asname", "What stands after `as`."),
        ),
      ],
    },
    {
      name: "withitem",
      doc: "One context manager of a `with` statement.",
      located: false,
      nodes: [
        node(
          "withitem",
          "One context manager of a `with` statement.",
          field("expr", "context_expr", "The context manager."),
          field("expr?", "optional_vars", "The target after `as`."),
        ),
      ],
    },
    {
      name: "match_case",
      doc: "A `case` block.",
      located: false,
      nodes: [
        node(
          "match_case",
          "A `case` block.",
          field("pattern", "pattern", "Its pattern."),
          field("expr?", "guard", "What stands after `if`."),
          field("stmt*", "body", "Its statements."),
        ),
      ],
    },
    {
      name: "pattern",
      doc: "A pattern of a `case` block.",
      located: true,
      nodes: [
        node("MatchValue", "Equality with a literal or a dotted name.", field("expr", "value", "The value.")),
        node(
          "MatchSingleton",
          "Identity with None, True or False.",
          field("constant", "value", "Which one."),
        ),
        node(
          "MatchSequence",
          "`[a, b]`, `(a, b)` or `a, b`.",
          field("pattern*", "patterns", "One per item; at most one MatchStar."),
        ),
        node(
          "MatchMapping",
          "`{key: pattern, **rest}`.",
          field("expr*", "keys", "Literals and dotted names."),
          field("pattern*", "patterns", "One per key."),
          field("identifier?", "rest", "The name after `**`."),
        ),
        node(
          "MatchClass",
          "`cls(pattern, attr=pattern)`.",
          field("expr", "cls", "A name or dotted name."),
          field("pattern*", "patterns", "Positional patterns."),
          field("identifier*", "kwd_attrs", "The attributes' names."),
          field("pattern*", "kwd_patterns", "One per attribute."),
        ),
        node(
          "MatchStar",
          "`*name` in a sequence.",
          field("identifier?", "name", "The name; absent for `*_`."),
        ),
        node(
          "MatchAs",
          "`pattern as name`, a capture, or `_`.",
          field("pattern?", "pattern", "The pattern; absent for a capture."),
          field("identifier?", "name", "The name; absent for `_`."),
        ),
        node("MatchOr", "`a | b`.", field("pattern*", "patterns", "Two alternatives or more.")),
      ],
      errorNodes: [
        node(
          "ErrorPattern",
          "What is no pattern, where one belongs. Only with `recover: true`.",
          ...errorFields,
        ),
      ],
    },
    {
      name: "type_ignore",
      doc: "A `# type: ignore` comment.",
      located: false,
      nodes: [
        node(
          "TypeIgnore",
          "A `# type: ignore` comment.",
          field("int", "lineno", "Its line."),
          field("string", "tag", "What follows `ignore`."),
        ),
      ],
    },
    {
      name: "type_param",
      doc: "One type parameter (PEP 695, PEP 696).",
      located: true,
      nodes: [
        node(
          "TypeVar",
          "`T: bound = default`.",
          field("identifier", "name", "Its name."),
          field("expr?", "bound", "What stands after `:`; a Tuple means constraints."),
          field("expr?", "default_value", "What stands after `=`."),
        ),
        node(
          "ParamSpec",
          "`**P = default`.",
          field("identifier", "name", "Its name."),
          field("expr?", "default_value", "What stands after `=`."),
        ),
        node(
          "TypeVarTuple",
          "`*Ts = default`.",
          field("identifier", "name", "Its name."),
          field("expr?", "default_value", "What stands after `=`; may be a Starred."),
        ),
      ],
    },
  ],
  enumerations: [
    { name: "expr_context", doc: "What is done with a target.", members: ["Load", "Store", "Del"] },
    { name: "boolop", doc: "`and`, `or`.", members: ["And", "Or"] },
    {
      name: "operator",
      doc: "Binary operators.",
      members: [
        "Add",
        "Sub",
        "Mult",
        "MatMult",
        "Div",
        "Mod",
        "Pow",
        "LShift",
        "RShift",
        "BitOr",
        "BitXor",
        "BitAnd",
        "FloorDiv",
      ],
    },
    { name: "unaryop", doc: "Unary operators.", members: ["Invert", "Not", "UAdd", "USub"] },
    {
      name: "cmpop",
      doc: "Comparison operators.",
      members: ["Eq", "NotEq", "Lt", "LtE", "Gt", "GtE", "Is", "IsNot", "In", "NotIn"],
    },
  ],
};
