/** Compound statements, except functions and `match`. The notation is described in `../notation.ts`. */
export const compoundStatementsRules = String.raw`
decorators:
    | a=('@' f=named_expression NEWLINE {f})+ {a}
class_def:
    | a=decorators b=class_def_raw
    | class_def_raw
class_def_raw:
    | invalid_class_def_raw
    | 'class' a=NAME t=[type_params] b=['(' z=[arguments] ')' {z}] ':' c=block {ClassDef}
if_stmt:
    | invalid_if_stmt
    | 'if' a=named_expression ':' b=block c=elif_stmt {If}
    | 'if' a=named_expression ':' b=block c=[else_block] {If}
elif_stmt:
    | invalid_elif_stmt
    | 'elif' a=named_expression ':' b=block c=elif_stmt {If}
    | 'elif' a=named_expression ':' b=block c=[else_block] {If}
else_block:
    | invalid_else_stmt
    | 'else' &&':' b=block {b}
while_stmt:
    | invalid_while_stmt
    | 'while' a=named_expression ':' b=block c=[else_block] {While}
for_stmt:
    | invalid_for_stmt
    | 'for' t=star_targets 'in' ~ ex=star_expressions ':' tc=[TYPE_COMMENT] b=block el=[else_block] {For}
    | 'async' 'for' t=star_targets 'in' ~ ex=star_expressions ':' tc=[TYPE_COMMENT] b=block el=[else_block] {AsyncFor}
    | invalid_for_target
with_stmt:
    | invalid_with_stmt_indent
    | 'with' '(' a=','.with_item+ ','? ')' ':' tc=[TYPE_COMMENT] b=block {With}
    | 'with' a=','.with_item+ ':' tc=[TYPE_COMMENT] b=block {With}
    | 'async' 'with' '(' a=','.with_item+ ','? ')' ':' b=block {AsyncWith}
    | 'async' 'with' a=','.with_item+ ':' tc=[TYPE_COMMENT] b=block {AsyncWith}
    | invalid_with_stmt
with_item:
    | e=expression 'as' t=star_target &(',' | ')' | ':') {withitem}
    | invalid_with_item
    | e=expression {withitem}
try_stmt:
    | invalid_try_stmt
    | 'try' &&':' b=block f=finally_block {Try}
    | 'try' &&':' b=block ex=except_block+ el=[else_block] f=[finally_block] {Try}
    | 'try' &&':' b=block ex=except_star_block+ el=[else_block] f=[finally_block] {TryStar}
except_block:
    | invalid_except_stmt_indent
    | 'except' e=expression ':' b=block {ExceptHandler}
    | 'except' e=expression 'as' t=NAME ':' b=block {ExceptHandler}
    | 'except' e=expressions ':' b=block {ExceptHandler}
    | 'except' ':' b=block {ExceptHandler}
    | invalid_except_stmt
except_star_block:
    | invalid_except_star_stmt_indent
    | 'except' '*' e=expression ':' b=block {ExceptHandler}
    | 'except' '*' e=expression 'as' t=NAME ':' b=block {ExceptHandler}
    | 'except' '*' e=expressions ':' b=block {ExceptHandler}
    | invalid_except_star_stmt
finally_block:
    | invalid_finally_stmt
    | 'finally' &&':' a=block {a}
invalid_with_item:
    | expression 'as' a=expression &(',' | ')' | ':') {target STAR_TARGETS a}
invalid_with_stmt:
    | ['async'] 'with' ','.(expression ['as' star_target])+ NEWLINE {last "expected ':'"}
    | ['async'] 'with' '(' ','.(expressions ['as' star_target])+ ','? ')' NEWLINE {last "expected ':'"}
invalid_with_stmt_indent:
    | ['async'] a='with' ','.(expression ['as' star_target])+ ':' NEWLINE !INDENT {indent "expected an indented block after 'with' statement on line <line a>"}
    | ['async'] a='with' '(' ','.(expressions ['as' star_target])+ ','? ')' ':' NEWLINE !INDENT {indent "expected an indented block after 'with' statement on line <line a>"}
invalid_try_stmt:
    | a='try' ':' NEWLINE !INDENT {indent "expected an indented block after 'try' statement on line <line a>"}
    | 'try' ':' block !('except' | 'finally') {last "expected 'except' or 'finally' block"}
    | 'try' ':' block* except_block+ a='except' b='*' expression ['as' NAME] ':' {range a b "cannot have both 'except' and 'except*' on the same 'try'"}
    | 'try' ':' block* except_star_block+ a='except' [expression ['as' NAME]] ':' {at a "cannot have both 'except' and 'except*' on the same 'try'"}
invalid_except_stmt:
    | 'except' a=expression ',' expressions 'as' NAME ':' {from a "multiple exception types must be parenthesized when using 'as'"}
    | a='except' expression ['as' NAME ] NEWLINE {last "expected ':'"}
    | a='except' NEWLINE {last "expected ':'"}
    | 'except' expression 'as' a=expression ':' block {at a "cannot use except statement with <name a>"}
invalid_except_star_stmt:
    | 'except' '*' a=expression ',' expressions 'as' NAME ':' {from a "multiple exception types must be parenthesized when using 'as'"}
    | a='except' '*' expression ['as' NAME ] NEWLINE {last "expected ':'"}
    | a='except' '*' (NEWLINE | ':') {last "expected one or more exception types"}
    | 'except' '*' expression 'as' a=expression ':' block {at a "cannot use except* statement with <name a>"}
invalid_finally_stmt:
    | a='finally' ':' NEWLINE !INDENT {indent "expected an indented block after 'finally' statement on line <line a>"}
invalid_except_stmt_indent:
    | a='except' expression ['as' NAME ] ':' NEWLINE !INDENT {indent "expected an indented block after 'except' statement on line <line a>"}
    | a='except' ':' NEWLINE !INDENT {indent "expected an indented block after 'except' statement on line <line a>"}
invalid_except_star_stmt_indent:
    | a='except' '*' expression ['as' NAME ] ':' NEWLINE !INDENT {indent "expected an indented block after 'except*' statement on line <line a>"}
invalid_if_stmt:
    | 'if' named_expression NEWLINE {last "expected ':'"}
    | a='if' a=named_expression ':' NEWLINE !INDENT {indent "expected an indented block after 'if' statement on line <line a>"}
invalid_elif_stmt:
    | 'elif' named_expression NEWLINE {last "expected ':'"}
    | a='elif' named_expression ':' NEWLINE !INDENT {indent "expected an indented block after 'elif' statement on line <line a>"}
invalid_else_stmt:
    | a='else' ':' NEWLINE !INDENT {indent "expected an indented block after 'else' statement on line <line a>"}
    | 'else' ':' block 'elif' {last "'elif' block follows an 'else' block"}
invalid_while_stmt:
    | 'while' named_expression NEWLINE {last "expected ':'"}
    | a='while' named_expression ':' NEWLINE !INDENT {indent "expected an indented block after 'while' statement on line <line a>"}
invalid_for_stmt:
    | ['async'] 'for' star_targets 'in' star_expressions NEWLINE {last "expected ':'"}
    | ['async'] a='for' star_targets 'in' star_expressions ':' NEWLINE !INDENT {indent "expected an indented block after 'for' statement on line <line a>"}
invalid_class_def_raw:
    | 'class' NAME [type_params] ['(' [arguments] ')'] NEWLINE {last "expected ':'"}
    | a='class' NAME [type_params] ['(' [arguments] ')'] ':' NEWLINE !INDENT {indent "expected an indented block after class definition on line <line a>"}
`;
