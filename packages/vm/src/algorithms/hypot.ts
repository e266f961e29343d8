export function hypot(values: readonly number[]): number { return Math.hypot(...values); }
