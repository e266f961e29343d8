export function log2ToDoubleDouble(x: number): number { return x; }
export function exp2OfDoubleDouble(x: number, y: number): number { return Math.pow(x, y); }
