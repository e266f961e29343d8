/** String literals. The notation is described in `../notation.ts`. */
export const literalsRules = String.raw`
fstring_middle:
    | fstring_replacement_field
    | t=FSTRING_MIDDLE {Constant}
fstring_replacement_field:
    | '{' a=annotated_rhs debug_expr='='? conversion=[fstring_conversion] format=[fstring_full_format_spec] rbrace='}' {FormattedValue}
    | invalid_fstring_replacement_field
fstring_conversion:
    | conv_token="!" conv=NAME {do conversion}
fstring_full_format_spec:
    | colon=':' spec=fstring_format_spec*
fstring_format_spec:
    | t=FSTRING_MIDDLE {Constant}
    | fstring_replacement_field
fstring:
    | a=FSTRING_START b=fstring_middle* c=FSTRING_END {JoinedStr}
tstring_format_spec_replacement_field:
    | '{' a=annotated_rhs debug_expr='='? conversion=[fstring_conversion] format=[tstring_full_format_spec] rbrace='}' {FormattedValue}
    | invalid_tstring_replacement_field
tstring_format_spec:
    | t=TSTRING_MIDDLE {Constant}
    | tstring_format_spec_replacement_field
tstring_full_format_spec:
    | colon=':' spec=tstring_format_spec*
tstring_replacement_field:
    | '{' a=annotated_rhs debug_expr='='? conversion=[fstring_conversion] format=[tstring_full_format_spec] rbrace='}' {Interpolation}
    | invalid_tstring_replacement_field
tstring_middle:
    | tstring_replacement_field
    | t=TSTRING_MIDDLE {Constant}
tstring memo:
    | a=TSTRING_START b=tstring_middle* c=TSTRING_END {TemplateStr}
string:
    | s=STRING {Constant}
strings memo:
    | invalid_string_tstring_concat
    | a=(fstring|string)+ {do strings}
    | a=tstring+ {TemplateStr}
invalid_fstring_replacement_field:
    | '{' a='=' {at a "f-string: valid expression required before '='"}
    | '{' a='!' {at a "f-string: valid expression required before '!'"}
    | '{' a=':' {at a "f-string: valid expression required before ':'"}
    | '{' a='}' {at a "f-string: valid expression required before '}'"}
    | '{' !annotated_rhs {next "f-string: expecting a valid expression after '{'"}
    | '{' annotated_rhs !('=' | '!' | ':' | '}') {next "f-string: expecting '=', or '!', or ':', or '}'"}
    | '{' annotated_rhs '=' !('!' | ':' | '}') {next "f-string: expecting '!', or ':', or '}'"}
    | '{' annotated_rhs '='? invalid_fstring_conversion_character
    | '{' annotated_rhs '='? ['!' NAME] !(':' | '}') {next "f-string: expecting ':' or '}'"}
    | '{' annotated_rhs '='? ['!' NAME] ':' fstring_format_spec* !'}' {next "f-string: expecting '}', or format specs"}
    | '{' annotated_rhs '='? ['!' NAME] !'}' {next "f-string: expecting '}'"}
invalid_fstring_conversion_character:
    | '!' &(':' | '}') {next "f-string: missing conversion character"}
    | '!' !NAME {next "f-string: invalid conversion character"}
invalid_tstring_replacement_field:
    | '{' a='=' {at a "t-string: valid expression required before '='"}
    | '{' a='!' {at a "t-string: valid expression required before '!'"}
    | '{' a=':' {at a "t-string: valid expression required before ':'"}
    | '{' a='}' {at a "t-string: valid expression required before '}'"}
    | '{' !annotated_rhs {next "t-string: expecting a valid expression after '{'"}
    | '{' annotated_rhs !('=' | '!' | ':' | '}') {next "t-string: expecting '=', or '!', or ':', or '}'"}
    | '{' annotated_rhs '=' !('!' | ':' | '}') {next "t-string: expecting '!', or ':', or '}'"}
    | '{' annotated_rhs '='? invalid_tstring_conversion_character
    | '{' annotated_rhs '='? ['!' NAME] !(':' | '}') {next "t-string: expecting ':' or '}'"}
    | '{' annotated_rhs '='? ['!' NAME] ':' fstring_format_spec* !'}' {next "t-string: expecting '}', or format specs"}
    | '{' annotated_rhs '='? ['!' NAME] !'}' {next "t-string: expecting '}'"}
invalid_tstring_conversion_character:
    | '!' &(':' | '}') {next "t-string: missing conversion character"}
    | '!' !NAME {next "t-string: invalid conversion character"}
invalid_string_tstring_concat:
    | a=(fstring|string)+ b=tstring {range last:a b "cannot mix t-string literals with string or bytes literals"}
    | a=tstring+ b=(fstring|string) {range last:a b "cannot mix t-string literals with string or bytes literals"}
`;
