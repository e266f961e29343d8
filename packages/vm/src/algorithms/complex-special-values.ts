/**
 * What functions of a complex number are where a part is infinite or not a number (C99 Annex G; CPython
 * Modules/cmathmodule.c, the `special_values` tables).
 *
 * A row for each kind of the real part, in it a value for each kind of the imaginary part; the kinds in both: −∞,
 * negative, −0, +0, positive, +∞, NaN. `P` is π, `P12` half of it, `P14` and `P34` a quarter and three. A dot stands
 * where both parts are finite: no table is asked there.
 */

export type ComplexParts = { readonly real: number; readonly imag: number };

const SYMBOLS: Readonly<Record<string, number>> = {
  inf: Infinity,
  nan: NaN,
  P: Math.PI,
  P12: 0.5 * Math.PI,
  P14: 0.25 * Math.PI,
  P34: 0.75 * Math.PI,
};

const TABLES = {
  acos: `
    P34,inf P,inf P,inf P,-inf P,-inf P34,-inf nan,inf
    P12,inf . . . . P12,-inf nan,nan
    P12,inf . P12,0 P12,-0 . P12,-inf P12,nan
    P12,inf . P12,0 P12,-0 . P12,-inf P12,nan
    P12,inf . . . . P12,-inf nan,nan
    P14,inf 0,inf 0,inf 0,-inf 0,-inf P14,-inf nan,inf
    nan,inf nan,nan nan,nan nan,nan nan,nan nan,-inf nan,nan
  `,
  acosh: `
    inf,-P34 inf,-P inf,-P inf,P inf,P inf,P34 inf,nan
    inf,-P12 . . . . inf,P12 nan,nan
    inf,-P12 . 0,-P12 0,P12 . inf,P12 nan,P12
    inf,-P12 . 0,-P12 0,P12 . inf,P12 nan,P12
    inf,-P12 . . . . inf,P12 nan,nan
    inf,-P14 inf,-0 inf,-0 inf,0 inf,0 inf,P14 inf,nan
    inf,nan nan,nan nan,nan nan,nan nan,nan inf,nan nan,nan
  `,
  asinh: `
    -inf,-P14 -inf,-0 -inf,-0 -inf,0 -inf,0 -inf,P14 -inf,nan
    -inf,-P12 . . . . -inf,P12 nan,nan
    -inf,-P12 . -0,-0 -0,0 . -inf,P12 nan,nan
    inf,-P12 . 0,-0 0,0 . inf,P12 nan,nan
    inf,-P12 . . . . inf,P12 nan,nan
    inf,-P14 inf,-0 inf,-0 inf,0 inf,0 inf,P14 inf,nan
    inf,nan nan,nan nan,-0 nan,0 nan,nan inf,nan nan,nan
  `,
  atanh: `
    -0,-P12 -0,-P12 -0,-P12 -0,P12 -0,P12 -0,P12 -0,nan
    -0,-P12 . . . . -0,P12 nan,nan
    -0,-P12 . -0,-0 -0,0 . -0,P12 -0,nan
    0,-P12 . 0,-0 0,0 . 0,P12 0,nan
    0,-P12 . . . . 0,P12 nan,nan
    0,-P12 0,-P12 0,-P12 0,P12 0,P12 0,P12 0,nan
    0,-P12 nan,nan nan,nan nan,nan nan,nan 0,P12 nan,nan
  `,
  cosh: `
    inf,nan . inf,0 inf,-0 . inf,nan inf,nan
    nan,nan . . . . nan,nan nan,nan
    nan,0 . 1,0 1,-0 . nan,0 nan,0
    nan,0 . 1,-0 1,0 . nan,0 nan,0
    nan,nan . . . . nan,nan nan,nan
    inf,nan . inf,-0 inf,0 . inf,nan inf,nan
    nan,nan nan,nan nan,0 nan,0 nan,nan nan,nan nan,nan
  `,
  exp: `
    0,0 . 0,-0 0,0 . 0,0 0,0
    nan,nan . . . . nan,nan nan,nan
    nan,nan . 1,-0 1,0 . nan,nan nan,nan
    nan,nan . 1,-0 1,0 . nan,nan nan,nan
    nan,nan . . . . nan,nan nan,nan
    inf,nan . inf,-0 inf,0 . inf,nan inf,nan
    nan,nan nan,nan nan,-0 nan,0 nan,nan nan,nan nan,nan
  `,
  log: `
    inf,-P34 inf,-P inf,-P inf,P inf,P inf,P34 inf,nan
    inf,-P12 . . . . inf,P12 nan,nan
    inf,-P12 . -inf,-P -inf,P . inf,P12 nan,nan
    inf,-P12 . -inf,-0 -inf,0 . inf,P12 nan,nan
    inf,-P12 . . . . inf,P12 nan,nan
    inf,-P14 inf,-0 inf,-0 inf,0 inf,0 inf,P14 inf,nan
    inf,nan nan,nan nan,nan nan,nan nan,nan inf,nan nan,nan
  `,
  sinh: `
    inf,nan . -inf,-0 -inf,0 . inf,nan inf,nan
    nan,nan . . . . nan,nan nan,nan
    0,nan . -0,-0 -0,0 . 0,nan 0,nan
    0,nan . 0,-0 0,0 . 0,nan 0,nan
    nan,nan . . . . nan,nan nan,nan
    inf,nan . inf,-0 inf,0 . inf,nan inf,nan
    nan,nan nan,nan nan,-0 nan,0 nan,nan nan,nan nan,nan
  `,
  sqrt: `
    inf,-inf 0,-inf 0,-inf 0,inf 0,inf inf,inf nan,inf
    inf,-inf . . . . inf,inf nan,nan
    inf,-inf . 0,-0 0,0 . inf,inf nan,nan
    inf,-inf . 0,-0 0,0 . inf,inf nan,nan
    inf,-inf . . . . inf,inf nan,nan
    inf,-inf inf,-0 inf,-0 inf,0 inf,0 inf,inf inf,nan
    inf,-inf nan,nan nan,nan nan,nan nan,nan inf,inf nan,nan
  `,
  tanh: `
    -1,0 . -1,-0 -1,0 . -1,0 -1,0
    nan,nan . . . . nan,nan nan,nan
    -0,nan . -0,-0 -0,0 . -0,nan -0,nan
    0,nan . 0,-0 0,0 . 0,nan 0,nan
    nan,nan . . . . nan,nan nan,nan
    1,0 . 1,-0 1,0 . 1,0 1,0
    nan,nan nan,nan nan,-0 nan,0 nan,nan nan,nan nan,nan
  `,
  rect: `
    inf,nan . -inf,0 -inf,-0 . inf,nan inf,nan
    nan,nan . . . . nan,nan nan,nan
    0,0 . -0,0 -0,-0 . 0,0 0,0
    0,0 . 0,-0 0,0 . 0,0 0,0
    nan,nan . . . . nan,nan nan,nan
    inf,nan . inf,-0 inf,0 . inf,nan inf,nan
    nan,nan nan,nan nan,0 nan,0 nan,nan nan,nan nan,nan
  `,
} as const;

export type SpecialFunction = keyof typeof TABLES;

const parsed = new Map<SpecialFunction, readonly ComplexParts[]>();

/** The value of a function at a number with a part that is not finite. */
export function specialValue(name: SpecialFunction, { real, imag }: ComplexParts): ComplexParts {
  let table = parsed.get(name);
  if (table === undefined) parsed.set(name, (table = parseTable(TABLES[name])));
  return table[7 * kindOf(real) + kindOf(imag)]!;
}

/** The row or column of a part. */
function kindOf(x: number): number {
  if (Number.isNaN(x)) return 6;
  if (x === 0) return Object.is(x, -0) ? 2 : 3;
  const finite = Number.isFinite(x);
  return x < 0 ? (finite ? 1 : 0) : finite ? 4 : 5;
}

function parseTable(text: string): ComplexParts[] {
  return text
    .trim()
    .split(/\s+/)
    .map((cell) => {
      const [real, imag] = cell === "." ? ["nan", "nan"] : cell.split(",");
      return { real: parsePart(real!), imag: parsePart(imag!) };
    });
}

function parsePart(text: string): number {
  const name = text.replace("-", "");
  const magnitude = SYMBOLS[name] ?? Number(name);
  return text.startsWith("-") ? -magnitude : magnitude;
}
