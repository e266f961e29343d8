/** Function definitions, parameters, lambdas, type parameters. The notation is described in `../notation.ts`. */
export const functionsRules = String.raw`
function_def:
    | d=decorators f=function_def_raw
    | function_def_raw
function_def_raw:
    | invalid_def_raw
    | 'def' n=NAME t=[type_params] '(' params=[params] ')' a=['->' z=expression {z}] ':' tc=[func_type_comment] b=block {FunctionDef}
    | 'async' 'def' n=NAME t=[type_params] '(' params=[params] ')' a=['->' z=expression {z}] ':' tc=[func_type_comment] b=block {AsyncFunctionDef}
params:
    | invalid_parameters
    | parameters
parameters:
    | a=slash_no_default b=param_no_default* c=param_with_default* d=[star_etc]
    | a=slash_with_default b=param_with_default* c=[star_etc]
    | a=param_no_default+ b=param_with_default* c=[star_etc]
    | a=param_with_default+ b=[star_etc]
    | a=star_etc
slash_no_default:
    | a=param_no_default+ '/' ',' {a}
    | a=param_no_default+ '/' &')' {a}
slash_with_default:
    | a=param_no_default* b=param_with_default+ '/' ','
    | a=param_no_default* b=param_with_default+ '/' &')'
star_etc:
    | invalid_star_etc
    | '*' a=param_no_default b=param_maybe_default* c=[kwds]
    | '*' a=param_no_default_star_annotation b=param_maybe_default* c=[kwds]
    | '*' ',' b=param_maybe_default+ c=[kwds]
    | a=kwds
kwds:
    | invalid_kwds
    | '**' a=param_no_default {a}
param_no_default:
    | a=param ',' tc=TYPE_COMMENT?
    | a=param tc=TYPE_COMMENT? &')'
param_no_default_star_annotation:
    | a=param_star_annotation ',' tc=TYPE_COMMENT?
    | a=param_star_annotation tc=TYPE_COMMENT? &')'
param_with_default:
    | a=param c=default ',' tc=TYPE_COMMENT?
    | a=param c=default tc=TYPE_COMMENT? &')'
param_maybe_default:
    | a=param c=default? ',' tc=TYPE_COMMENT?
    | a=param c=default? tc=TYPE_COMMENT? &')'
param:
    | a=NAME b=annotation? {arg}
param_star_annotation:
    | a=NAME b=star_annotation {arg}
annotation:
    | ':' a=expression {a}
star_annotation:
    | ':' a=star_expression {a}
default:
    | '=' a=expression {a} | invalid_default
type_alias:
    | "type" n=NAME t=[type_params] '=' b=expression {TypeAlias}
type_params:
    | invalid_type_params
    | '[' t=type_param_seq ']' {t}
type_param_seq:
    | a=','.type_param+ [','] {a}
type_param memo:
    | a=NAME b=[type_param_bound] c=[type_param_default] {TypeVar}
    | invalid_type_param
    | '*' a=NAME b=[type_param_starred_default] {TypeVarTuple}
    | '**' a=NAME b=[type_param_default] {ParamSpec}
type_param_bound:
    | ':' e=expression {e}
type_param_default:
    | '=' e=expression {e}
type_param_starred_default:
    | '=' e=star_expression {e}
lambdef:
    | 'lambda' a=[lambda_params] ':' b=expression {Lambda}
lambda_params:
    | invalid_lambda_parameters
    | lambda_parameters
lambda_parameters:
    | a=lambda_slash_no_default b=lambda_param_no_default* c=lambda_param_with_default* d=[lambda_star_etc]
    | a=lambda_slash_with_default b=lambda_param_with_default* c=[lambda_star_etc]
    | a=lambda_param_no_default+ b=lambda_param_with_default* c=[lambda_star_etc]
    | a=lambda_param_with_default+ b=[lambda_star_etc]
    | a=lambda_star_etc
lambda_slash_no_default:
    | a=lambda_param_no_default+ '/' ',' {a}
    | a=lambda_param_no_default+ '/' &':' {a}
lambda_slash_with_default:
    | a=lambda_param_no_default* b=lambda_param_with_default+ '/' ','
    | a=lambda_param_no_default* b=lambda_param_with_default+ '/' &':'
lambda_star_etc:
    | invalid_lambda_star_etc
    | '*' a=lambda_param_no_default b=lambda_param_maybe_default* c=[lambda_kwds]
    | '*' ',' b=lambda_param_maybe_default+ c=[lambda_kwds]
    | a=lambda_kwds
lambda_kwds:
    | invalid_lambda_kwds
    | '**' a=lambda_param_no_default {a}
lambda_param_no_default:
    | a=lambda_param ',' {a}
    | a=lambda_param &':' {a}
lambda_param_with_default:
    | a=lambda_param c=default ','
    | a=lambda_param c=default &':'
lambda_param_maybe_default:
    | a=lambda_param c=default? ','
    | a=lambda_param c=default? &':'
lambda_param:
    | a=NAME {arg}
invalid_type_param:
    | '*' a=NAME colon=':' e=expression {do typeParameterBound}
    | '**' a=NAME colon=':' e=expression {do typeParameterBound}
invalid_parameters:
    | a="/" ',' {at a "at least one argument must precede /"}
    | (slash_no_default | slash_with_default) param_maybe_default* a='/' {at a "/ may appear only once"}
    | slash_no_default? param_no_default* invalid_parameters_helper a=param_no_default {at a "parameter without a default follows parameter with a default"}
    | param_no_default* a='(' param_no_default+ ','? b=')' {range a b "Function parameters cannot be parenthesized"}
    | (slash_no_default | slash_with_default)? param_maybe_default* '*' (',' | param_no_default) param_maybe_default* a='/' {at a "/ must be ahead of *"}
    | param_maybe_default+ '/' a='*' {at a "expected comma between / and *"}
invalid_default:
    | a='=' &(')'|',') {at a "expected default value expression"}
invalid_star_etc:
    | a='*' (')' | ',' (')' | '**')) {at a "named arguments must follow bare *"}
    | '*' ',' TYPE_COMMENT {last "bare * has associated type comment"}
    | '*' param a='=' {at a "var-positional argument cannot have default value"}
    | '*' (param_no_default | ',') param_maybe_default* a='*' (param_no_default | ',') {at a "* argument may appear only once"}
invalid_kwds:
    | '**' param a='=' {at a "var-keyword argument cannot have default value"}
    | '**' param ',' a=param {at a "arguments cannot follow var-keyword argument"}
    | '**' param ',' a=('*'|'**'|'/') {at a "arguments cannot follow var-keyword argument"}
invalid_parameters_helper:
    | a=slash_with_default
    | param_with_default+
invalid_lambda_parameters:
    | a="/" ',' {at a "at least one argument must precede /"}
    | (lambda_slash_no_default | lambda_slash_with_default) lambda_param_maybe_default* a='/' {at a "/ may appear only once"}
    | lambda_slash_no_default? lambda_param_no_default* invalid_lambda_parameters_helper a=lambda_param_no_default {at a "parameter without a default follows parameter with a default"}
    | lambda_param_no_default* a='(' ','.lambda_param+ ','? b=')' {range a b "Lambda expression parameters cannot be parenthesized"}
    | (lambda_slash_no_default | lambda_slash_with_default)? lambda_param_maybe_default* '*' (',' | lambda_param_no_default) lambda_param_maybe_default* a='/' {at a "/ must be ahead of *"}
    | lambda_param_maybe_default+ '/' a='*' {at a "expected comma between / and *"}
invalid_lambda_parameters_helper:
    | a=lambda_slash_with_default
    | lambda_param_with_default+
invalid_lambda_star_etc:
    | '*' (':' | ',' (':' | '**')) {last "named arguments must follow bare *"}
    | '*' lambda_param a='=' {at a "var-positional argument cannot have default value"}
    | '*' (lambda_param_no_default | ',') lambda_param_maybe_default* a='*' (lambda_param_no_default | ',') {at a "* argument may appear only once"}
invalid_lambda_kwds:
    | '**' lambda_param a='=' {at a "var-keyword argument cannot have default value"}
    | '**' lambda_param ',' a=lambda_param {at a "arguments cannot follow var-keyword argument"}
    | '**' lambda_param ',' a=('*'|'**'|'/') {at a "arguments cannot follow var-keyword argument"}
invalid_def_raw:
    | ['async'] a='def' NAME [type_params] '(' [params] ')' ['->' expression] ':' NEWLINE !INDENT {indent "expected an indented block after function definition on line <line a>"}
    | ['async'] 'def' NAME [type_params] &&'(' [params] ')' ['->' expression] &&':' [func_type_comment] block
invalid_type_params:
    | '[' token=']' {from token "Type parameter list cannot be empty"}
`;
