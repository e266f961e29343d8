/** The `match` statement and its patterns. The notation is described in `../notation.ts`. */
export const matchStatementRules = String.raw`
match_stmt:
    | "match" subject=subject_expr ':' NEWLINE INDENT cases=case_block+ DEDENT {Match}
    | invalid_match_stmt
subject_expr:
    | value=star_named_expression ',' values=star_named_expressions? {Tuple}
    | named_expression
case_block:
    | invalid_case_block
    | "case" pattern=patterns guard=guard? ':' body=block {match_case}
guard:
    | 'if' guard=named_expression {guard}
patterns:
    | patterns=open_sequence_pattern {MatchSequence}
    | pattern
pattern:
    | as_pattern
    | or_pattern
as_pattern:
    | pattern=or_pattern 'as' target=pattern_capture_target {MatchAs}
    | invalid_as_pattern
or_pattern:
    | patterns='|'.closed_pattern+ {do alternatives}
closed_pattern memo:
    | literal_pattern
    | capture_pattern
    | wildcard_pattern
    | value_pattern
    | group_pattern
    | sequence_pattern
    | mapping_pattern
    | class_pattern
literal_pattern:
    | value=signed_number !('+' | '-') {MatchValue}
    | value=complex_number {MatchValue}
    | value=strings {MatchValue}
    | 'None' {MatchSingleton}
    | 'True' {MatchSingleton}
    | 'False' {MatchSingleton}
literal_expr:
    | signed_number !('+' | '-')
    | complex_number
    | &(STRING|FSTRING_START|TSTRING_START) strings
    | 'None' {Constant}
    | 'True' {Constant}
    | 'False' {Constant}
complex_number:
    | real=signed_real_number '+' imag=imaginary_number {BinOp}
    | real=signed_real_number '-' imag=imaginary_number {BinOp}
signed_number:
    | NUMBER
    | '-' number=NUMBER {UnaryOp}
signed_real_number:
    | real_number
    | '-' real=real_number {UnaryOp}
real_number:
    | real=NUMBER {do ensureReal}
imaginary_number:
    | imag=NUMBER {do ensureImaginary}
capture_pattern:
    | target=pattern_capture_target {MatchAs}
pattern_capture_target:
    | !"_" name=NAME !('.' | '(' | '=') {name}
wildcard_pattern:
    | "_" {MatchAs}
value_pattern:
    | attr=attr !('.' | '(' | '=') {MatchValue}
attr:
    | value=name_or_attr '.' attr=NAME {Attribute}
name_or_attr:
    | attr
    | NAME
group_pattern:
    | '(' pattern=pattern ')' {pattern}
sequence_pattern:
    | '[' patterns=maybe_sequence_pattern? ']' {MatchSequence}
    | '(' patterns=open_sequence_pattern? ')' {MatchSequence}
open_sequence_pattern:
    | pattern=maybe_star_pattern ',' patterns=maybe_sequence_pattern?
maybe_sequence_pattern:
    | patterns=','.maybe_star_pattern+ ','? {patterns}
maybe_star_pattern:
    | star_pattern
    | pattern
star_pattern memo:
    | '*' target=pattern_capture_target {MatchStar}
    | '*' wildcard_pattern {MatchStar}
mapping_pattern:
    | '{' '}' {MatchMapping}
    | '{' rest=double_star_pattern ','? '}' {MatchMapping}
    | '{' items=items_pattern ',' rest=double_star_pattern ','? '}' {MatchMapping}
    | '{' items=items_pattern ','? '}' {MatchMapping}
items_pattern:
    | ','.key_value_pattern+
key_value_pattern:
    | key=(literal_expr | attr) ':' pattern=pattern
double_star_pattern:
    | '**' target=pattern_capture_target {target}
class_pattern:
    | cls=name_or_attr '(' ')' {MatchClass}
    | cls=name_or_attr '(' patterns=positional_patterns ','? ')' {MatchClass}
    | cls=name_or_attr '(' keywords=keyword_patterns ','? ')' {MatchClass}
    | cls=name_or_attr '(' patterns=positional_patterns ',' keywords=keyword_patterns ','? ')' {MatchClass}
    | invalid_class_pattern
positional_patterns:
    | args=','.pattern+ {args}
keyword_patterns:
    | ','.keyword_pattern+
keyword_pattern:
    | arg=NAME '=' value=pattern
invalid_match_stmt:
    | "match" subject_expr NEWLINE {last "expected ':'"}
    | a="match" subject=subject_expr ':' NEWLINE !INDENT {indent "expected an indented block after 'match' statement on line <line a>"}
invalid_case_block:
    | "case" patterns guard? NEWLINE {last "expected ':'"}
    | a="case" patterns guard? ':' NEWLINE !INDENT {indent "expected an indented block after 'case' statement on line <line a>"}
invalid_as_pattern:
    | or_pattern 'as' a="_" {at a "cannot use '_' as a target"}
    | or_pattern 'as' a=expression {at a "cannot use <name a> as pattern target"}
invalid_class_pattern:
    | name_or_attr '(' a=invalid_class_argument_pattern {range first:a last:a "positional patterns follow keyword patterns"}
invalid_class_argument_pattern:
    | [positional_patterns ','] keyword_patterns ',' a=positional_patterns {a}
`;
