/**
 * None, NotImplemented and Ellipsis. Their types are filled in by objects/singletons.ts.
 */
import type { PyType } from "./type.ts";

export class PyNone {
  declare readonly cls: PyType;
}
export class PyNotImplemented {
  declare readonly cls: PyType;
}
export class PyEllipsis {
  declare readonly cls: PyType;
}

export const None = new PyNone();
export const NotImplemented = new PyNotImplemented();
export const Ellipsis = new PyEllipsis();
