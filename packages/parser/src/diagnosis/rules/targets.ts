/** Targets of assignment, `for` and `del`. The notation is described in `../notation.ts`. */
export const targetsRules = String.raw`
star_targets:
    | a=star_target !',' {a}
    | a=star_target b=(',' c=star_target {c})* [','] {Tuple}
star_targets_list_seq:
    | a=','.star_target+ [','] {a}
star_targets_tuple_seq:
    | a=star_target b=(',' c=star_target {c})+ [',']
    | a=star_target ','
star_target memo:
    | '*' a=(!'*' star_target) {Starred}
    | target_with_star_atom
target_with_star_atom memo:
    | a=t_primary '.' b=NAME !t_lookahead {Attribute}
    | a=t_primary '[' b=slices ']' !t_lookahead {Subscript}
    | star_atom
star_atom:
    | a=NAME {a}
    | '(' a=target_with_star_atom ')' {a}
    | '(' a=[star_targets_tuple_seq] ')' {Tuple}
    | '[' a=[star_targets_list_seq] ']' {List}
single_target:
    | single_subscript_attribute_target
    | a=NAME {a}
    | '(' a=single_target ')' {a}
single_subscript_attribute_target:
    | a=t_primary '.' b=NAME !t_lookahead {Attribute}
    | a=t_primary '[' b=slices ']' !t_lookahead {Subscript}
t_primary:
    | a=t_primary '.' b=NAME &t_lookahead {Attribute}
    | a=t_primary '[' b=slices ']' &t_lookahead {Subscript}
    | a=t_primary b=genexp &t_lookahead {Call}
    | a=t_primary '(' b=[arguments] ')' &t_lookahead {Call}
    | a=atom &t_lookahead {a}
t_lookahead:
    | '(' | '[' | '.'
del_targets:
    | a=','.del_target+ [','] {a}
del_target memo:
    | a=t_primary '.' b=NAME !t_lookahead {Attribute}
    | a=t_primary '[' b=slices ']' !t_lookahead {Subscript}
    | del_t_atom
del_t_atom:
    | a=NAME {a}
    | '(' a=del_target ')' {a}
    | '(' a=[del_targets] ')' {Tuple}
    | '[' a=[del_targets] ']' {List}
invalid_for_target:
    | 'async'? 'for' a=star_expressions {target FOR_TARGETS a}
`;
