/** Simple statements. The notation is described in `../notation.ts`. */
export const simpleStatementsRules = String.raw`
assignment:
    | a=NAME ':' b=expression c=['=' d=annotated_rhs {d}] {AnnAssign}
    | a=('(' b=single_target ')' {b} | single_subscript_attribute_target) ':' b=expression c=['=' d=annotated_rhs {d}] {AnnAssign}
    | a=(z=star_targets '=' {z})+ b=annotated_rhs !'=' tc=[TYPE_COMMENT] {Assign}
    | a=single_target b=augassign ~ c=annotated_rhs {AugAssign}
    | invalid_assignment
annotated_rhs:
    | yield_expr | star_expressions
augassign:
    | '+='
    | '-='
    | '*='
    | '@='
    | '/='
    | '%='
    | '&='
    | '|='
    | '^='
    | '<<='
    | '>>='
    | '**='
    | '//='
return_stmt:
    | 'return' a=[star_expressions] {Return}
raise_stmt:
    | 'raise' a=expression b=['from' z=expression {z}] {Raise}
    | 'raise' {Raise}
pass_stmt:
    | 'pass' {Pass}
break_stmt:
    | 'break' {Break}
continue_stmt:
    | 'continue' {Continue}
global_stmt:
    | 'global' a=','.NAME+ {Global}
nonlocal_stmt:
    | 'nonlocal' a=','.NAME+ {Nonlocal}
del_stmt:
    | 'del' a=del_targets &(';' | NEWLINE) {Delete}
    | invalid_del_stmt
yield_stmt:
    | y=yield_expr {Expr}
assert_stmt:
    | 'assert' a=expression b=[',' z=expression {z}] {Assert}
import_stmt:
    | invalid_import
    | import_name
    | import_from
import_name:
    | 'import' a=dotted_as_names {Import}
import_from:
    | 'from' a=('.' | '...')* b=dotted_name 'import' c=import_from_targets {do importFrom}
    | 'from' a=('.' | '...')+ 'import' b=import_from_targets {ImportFrom}
import_from_targets:
    | '(' a=import_from_as_names [','] ')' {a}
    | import_from_as_names !','
    | '*'
    | invalid_import_from_targets
import_from_as_names:
    | a=','.import_from_as_name+ {a}
import_from_as_name:
    | invalid_import_from_as_name
    | a=NAME b=['as' z=NAME {z}] {alias}
dotted_as_names:
    | a=','.dotted_as_name+ {a}
dotted_as_name:
    | invalid_dotted_as_name
    | a=dotted_name b=['as' z=NAME {z}] {alias}
dotted_name:
    | a=dotted_name '.' b=NAME
    | NAME
invalid_assignment:
    | a=invalid_ann_assign_target ':' expression {at a "only single target (not <name a>) can be annotated"}
    | a=star_named_expression ',' star_named_expressions* ':' expression {at a "only single target (not tuple) can be annotated"}
    | a=expression ':' expression {at a "illegal target for annotation"}
    | (star_targets '=')* a=star_expressions '=' {target STAR_TARGETS a}
    | (star_targets '=')* a=yield_expr '=' {at a "assignment to yield expression not possible"}
    | a=star_expressions augassign annotated_rhs {at a "'<name a>' is an illegal expression for augmented assignment"}
invalid_ann_assign_target:
    | list
    | tuple
    | '(' a=invalid_ann_assign_target ')' {a}
invalid_del_stmt:
    | 'del' a=star_expressions {target DEL_TARGETS a}
invalid_import:
    | a='import' ','.dotted_name+ 'from' dotted_name {from a "Did you mean to use 'from ... import ...' instead?"}
    | 'import' token=NEWLINE {from token "Expected one or more names after 'import'"}
invalid_dotted_as_name:
    | dotted_name 'as' !(NAME (',' | ')' | ';' | NEWLINE)) a=expression {at a "cannot use <name a> as import target"}
invalid_import_from_as_name:
    | NAME 'as' !(NAME (',' | ')' | ';' | NEWLINE)) a=expression {at a "cannot use <name a> as import target"}
invalid_import_from_targets:
    | import_from_as_names ',' NEWLINE {last "trailing comma not allowed without surrounding parentheses"}
    | token=NEWLINE {from token "Expected one or more names after 'import'"}
`;
