/** Expressions down to the unary operators. The notation is described in `../notation.ts`. */
export const expressionsRules = String.raw`
expressions:
    | a=expression b=(',' c=expression {c})+ [','] {Tuple}
    | a=expression ',' {Tuple}
    | expression
expression memo:
    | invalid_expression
    | invalid_legacy_expression
    | a=disjunction 'if' b=disjunction 'else' c=expression {IfExp}
    | disjunction
    | lambdef
yield_expr:
    | 'yield' 'from' a=expression {YieldFrom}
    | 'yield' a=[star_expressions] {Yield}
star_expressions:
    | a=star_expression b=(',' c=star_expression {c})+ [','] {Tuple}
    | a=star_expression ',' {Tuple}
    | star_expression
star_expression memo:
    | '*' a=bitwise_or {Starred}
    | expression
star_named_expressions:
    | a=','.star_named_expression+ [','] {a}
star_named_expression:
    | '*' a=bitwise_or {Starred}
    | named_expression
assignment_expression:
    | a=NAME ':=' ~ b=expression {NamedExpr}
named_expression:
    | assignment_expression
    | invalid_named_expression
    | expression !':='
disjunction memo:
    | a=conjunction b=('or' c=conjunction {c})+ {BoolOp}
    | conjunction
conjunction memo:
    | a=inversion b=('and' c=inversion {c})+ {BoolOp}
    | inversion
inversion memo:
    | 'not' a=inversion {UnaryOp}
    | comparison
comparison:
    | a=bitwise_or b=compare_op_bitwise_or_pair+ {Compare}
    | bitwise_or
compare_op_bitwise_or_pair:
    | eq_bitwise_or
    | noteq_bitwise_or
    | lte_bitwise_or
    | lt_bitwise_or
    | gte_bitwise_or
    | gt_bitwise_or
    | notin_bitwise_or
    | in_bitwise_or
    | isnot_bitwise_or
    | is_bitwise_or
eq_bitwise_or:
    | '==' a=bitwise_or {Eq}
noteq_bitwise_or:
    | tok=notequal a=bitwise_or {NotEq}
lte_bitwise_or:
    | '<=' a=bitwise_or {LtE}
lt_bitwise_or:
    | '<' a=bitwise_or {Lt}
gte_bitwise_or:
    | '>=' a=bitwise_or {GtE}
gt_bitwise_or:
    | '>' a=bitwise_or {Gt}
notin_bitwise_or:
    | 'not' 'in' a=bitwise_or {NotIn}
in_bitwise_or:
    | 'in' a=bitwise_or {In}
isnot_bitwise_or:
    | 'is' 'not' a=bitwise_or {IsNot}
is_bitwise_or:
    | 'is' a=bitwise_or {Is}
bitwise_or:
    | a=bitwise_or '|' b=bitwise_xor {BinOp}
    | bitwise_xor
bitwise_xor:
    | a=bitwise_xor '^' b=bitwise_and {BinOp}
    | bitwise_and
bitwise_and:
    | a=bitwise_and '&' b=shift_expr {BinOp}
    | shift_expr
shift_expr:
    | a=shift_expr '<<' b=sum {BinOp}
    | a=shift_expr '>>' b=sum {BinOp}
    | invalid_arithmetic
    | sum
sum:
    | a=sum '+' b=term {BinOp}
    | a=sum '-' b=term {BinOp}
    | term
term:
    | a=term '*' b=factor {BinOp}
    | a=term '/' b=factor {BinOp}
    | a=term '//' b=factor {BinOp}
    | a=term '%' b=factor {BinOp}
    | a=term '@' b=factor {BinOp}
    | invalid_factor
    | factor
factor memo:
    | '+' a=factor {UnaryOp}
    | '-' a=factor {UnaryOp}
    | '~' a=factor {UnaryOp}
    | power
power:
    | a=await_primary '**' b=factor {BinOp}
    | await_primary
expression_without_invalid:
    | a=disjunction 'if' b=disjunction 'else' c=expression {IfExp}
    | disjunction
    | lambdef
invalid_legacy_expression:
    | a=NAME !'(' b=star_expressions {do legacyStatement}
invalid_expression:
    | STRING a=(!STRING expression_without_invalid)+ STRING {range first:a last:a "invalid syntax. Is this intended to be part of the string?"}
    | !(NAME STRING | SOFT_KEYWORD) a=disjunction b=expression_without_invalid {do forgottenComma}
    | a=disjunction 'if' b=disjunction !('else'|':') {range a b "expected 'else' after 'if' expression"}
    | a=disjunction 'if' b=disjunction 'else' !expression {next "expected expression after 'else', but statement is given"}
    | a=(pass_stmt|break_stmt|continue_stmt) 'if' b=disjunction 'else' c=simple_stmt {at a "expected expression before 'if', but statement is given"}
    | a='lambda' [lambda_params] b=':' &FSTRING_MIDDLE {range a b "f-string: lambda expressions are not allowed without parentheses"}
    | a='lambda' [lambda_params] b=':' &TSTRING_MIDDLE {range a b "t-string: lambda expressions are not allowed without parentheses"}
invalid_named_expression memo:
    | a=expression ':=' expression {at a "cannot use assignment expressions with <name a>"}
    | a=NAME '=' b=bitwise_or !('='|':=') {range a b "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"}
    | !(list|tuple|genexp|'True'|'None'|'False') a=bitwise_or b='=' bitwise_or !('='|':=') {at a "cannot assign to <name a> here. Maybe you meant '==' instead of '='?"}
invalid_arithmetic:
    | sum ('+'|'-'|'*'|'/'|'%'|'//'|'@') a='not' b=inversion {range a b "'not' after an operator must be parenthesized"}
invalid_factor:
    | ('+' | '-' | '~') a='not' b=factor {range a b "'not' after an operator must be parenthesized"}
notequal:
    | '!=' {do notEqual}
`;
