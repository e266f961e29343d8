/** Atoms, displays, comprehensions and calls. The notation is described in `../notation.ts`. */
export const primariesRules = String.raw`
await_primary memo:
    | 'await' a=primary {Await}
    | primary
primary:
    | a=primary '.' b=NAME {Attribute}
    | a=primary b=genexp {Call}
    | a=primary '(' b=[arguments] ')' {Call}
    | a=primary '[' b=slices ']' {Subscript}
    | atom
slices:
    | a=slice !',' {a}
    | a=','.(slice | starred_expression)+ [','] {Tuple}
slice:
    | a=[expression] ':' b=[expression] c=[':' d=[expression] {d}] {Slice}
    | a=named_expression {a}
atom:
    | NAME
    | 'True' {Constant}
    | 'False' {Constant}
    | 'None' {Constant}
    | &(STRING|FSTRING_START|TSTRING_START) strings
    | NUMBER
    | &'(' (tuple | group | genexp)
    | &'[' (list | listcomp)
    | &'{' (dict | set | dictcomp | setcomp)
    | '...' {Constant}
group:
    | '(' a=(yield_expr | named_expression) ')' {a}
    | invalid_group
list:
    | '[' a=[star_named_expressions] ']' {List}
tuple:
    | '(' a=[y=star_named_expression ',' z=[star_named_expressions] ] ')' {Tuple}
set:
    | '{' a=star_named_expressions '}' {Set}
dict:
    | '{' a=[double_starred_kvpairs] '}' {Dict}
    | '{' invalid_double_starred_kvpairs '}'
double_starred_kvpairs:
    | a=','.double_starred_kvpair+ [','] {a}
double_starred_kvpair:
    | '**' a=bitwise_or
    | kvpair
kvpair:
    | a=expression ':' b=expression
for_if_clauses:
    | a=for_if_clause+ {a}
for_if_clause:
    | 'async' 'for' a=star_targets 'in' ~ b=disjunction c=('if' z=disjunction {z})* {comprehension}
    | 'for' a=star_targets 'in' ~ b=disjunction c=('if' z=disjunction {z})* {comprehension}
    | invalid_for_if_clause
    | invalid_for_target
listcomp:
    | '[' a=named_expression b=for_if_clauses ']' {ListComp}
    | invalid_comprehension
setcomp:
    | '{' a=named_expression b=for_if_clauses '}' {SetComp}
    | invalid_comprehension
genexp:
    | '(' a=( assignment_expression | expression !':=') b=for_if_clauses ')' {GeneratorExp}
    | invalid_comprehension
dictcomp:
    | '{' a=kvpair b=for_if_clauses '}' {DictComp}
    | invalid_dict_comprehension
arguments memo:
    | a=args [','] &')' {a}
    | invalid_arguments
args:
    | a=','.(starred_expression | ( assignment_expression | expression !':=') !'=')+ b=[',' k=kwargs {k}] {Call}
    | a=kwargs {Call}
kwargs:
    | a=','.kwarg_or_starred+ ',' b=','.kwarg_or_double_starred+
    | ','.kwarg_or_starred+
    | ','.kwarg_or_double_starred+
starred_expression:
    | invalid_starred_expression_unpacking
    | '*' a=expression {Starred}
    | invalid_starred_expression
kwarg_or_starred:
    | invalid_kwarg
    | a=NAME '=' b=expression {keyword}
    | a=starred_expression {a}
kwarg_or_double_starred:
    | invalid_kwarg
    | a=NAME '=' b=expression {keyword}
    | '**' a=expression {mapping}
invalid_arguments:
    | ((','.(starred_expression | ( assignment_expression | expression !':=') !'=')+ ',' kwargs) | kwargs) a=',' ','.(starred_expression !'=')+ {from a "iterable argument unpacking follows keyword argument unpacking"}
    | a=expression b=for_if_clauses ',' [args | expression for_if_clauses] {range a lastClause:b "Generator expression must be parenthesized"}
    | a=NAME b='=' expression for_if_clauses {range a b "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"}
    | (args ',')? a=NAME b='=' &(',' | ')') {range a b "expected argument value expression"}
    | a=args b=for_if_clauses {do bareGenerator}
    | args ',' a=expression b=for_if_clauses {range a lastClause:b "Generator expression must be parenthesized"}
    | a=args ',' args {do positionalAfterKeyword}
invalid_kwarg:
    | a=('True'|'False'|'None') b='=' {range a b "cannot assign to <text a>"}
    | a=NAME b='=' expression for_if_clauses {range a b "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"}
    | !(NAME '=') a=expression b='=' {range a b "expression cannot contain assignment, perhaps you meant "=="?"}
    | a='**' expression '=' b=expression {range a b "cannot assign to keyword argument unpacking"}
invalid_comprehension:
    | ('[' | '(' | '{') a=starred_expression for_if_clauses {at a "iterable unpacking cannot be used in comprehension"} | ('[' | '{') a=star_named_expression ',' b=star_named_expressions for_if_clauses {range a last:b "did you forget parentheses around the comprehension target?"} | ('[' | '{') a=star_named_expression b=',' for_if_clauses {range a b "did you forget parentheses around the comprehension target?"}
invalid_dict_comprehension:
    | '{' a='**' bitwise_or for_if_clauses '}' {at a "dict unpacking cannot be used in dict comprehension"}
invalid_for_if_clause:
    | 'async'? 'for' (bitwise_or (',' bitwise_or)* [',']) !'in' {last "'in' expected after for-loop variables"}
invalid_group:
    | '(' a=starred_expression ')' {at a "cannot use starred expression here"}
    | '(' a='**' expression ')' {at a "cannot use double starred expression here"}
invalid_double_starred_kvpairs:
    | ','.double_starred_kvpair+ ',' invalid_kvpair
    | expression ':' a='*' bitwise_or {from a "cannot use a starred expression in a dictionary value"}
    | expression a=':' &('}'|',') {at a "expression expected after dictionary key and ':'"}
invalid_kvpair:
    | a=expression !(':') {do missingColon}
    | expression ':' a='*' bitwise_or {from a "cannot use a starred expression in a dictionary value"}
    | expression a=':' &('}'|',') {at a "expression expected after dictionary key and ':'"}
invalid_starred_expression_unpacking:
    | a='*' expression '=' b=expression {range a b "cannot assign to iterable argument unpacking"}
invalid_starred_expression:
    | '*' {last "Invalid star expression"}
`;
