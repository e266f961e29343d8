/** The start rules, and which statement comes. The notation is described in `../notation.ts`. */
export const modulesRules = String.raw`
file:
    | a=[statements] ENDMARKER
interactive:
    | a=statement_newline {Interactive}
eval:
    | a=expressions NEWLINE* ENDMARKER {Expression}
func_type:
    | '(' a=[type_expressions] ')' '->' b=expression NEWLINE* ENDMARKER {FunctionType}
statements:
    | a=statement+
statement:
    | a=compound_stmt
    | a=simple_stmts {a}
single_compound_stmt:
    | a=compound_stmt
statement_newline:
    | a=single_compound_stmt NEWLINE {a}
    | simple_stmts
    | NEWLINE
    | ENDMARKER
simple_stmts:
    | a=simple_stmt !';' NEWLINE
    | a=';'.simple_stmt+ [';'] NEWLINE {a}
simple_stmt memo:
    | assignment
    | &"type" type_alias
    | e=star_expressions {Expr}
    | &'return' return_stmt
    | &('import' | 'from') import_stmt
    | &'raise' raise_stmt
    | &'pass' pass_stmt
    | &'del' del_stmt
    | &'yield' yield_stmt
    | &'assert' assert_stmt
    | &'break' break_stmt
    | &'continue' continue_stmt
    | &'global' global_stmt
    | &'nonlocal' nonlocal_stmt
compound_stmt:
    | &('def' | '@' | 'async') function_def
    | &'if' if_stmt
    | &('class' | '@') class_def
    | &('with' | 'async') with_stmt
    | &('for' | 'async') for_stmt
    | &'try' try_stmt
    | &'while' while_stmt
    | match_stmt
block memo:
    | NEWLINE INDENT a=statements DEDENT {a}
    | simple_stmts
    | invalid_block
type_expressions:
    | a=','.expression+ ',' '*' b=expression ',' '**' c=expression
    | a=','.expression+ ',' '*' b=expression
    | a=','.expression+ ',' '**' b=expression
    | '*' a=expression ',' '**' b=expression
    | '*' a=expression
    | '**' a=expression
    | a=','.expression+ {a}
func_type_comment:
    | NEWLINE t=TYPE_COMMENT &(NEWLINE INDENT) {t}
    | invalid_double_type_comments
    | TYPE_COMMENT
invalid_block:
    | NEWLINE !INDENT {indent "expected an indented block"}
invalid_double_type_comments:
    | TYPE_COMMENT NEWLINE TYPE_COMMENT NEWLINE INDENT {last "Cannot have two type comments on def"}
`;
