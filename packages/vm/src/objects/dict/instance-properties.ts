/**
 * The strategy of `o.__dict__`: a view over the attributes of an instance, which are its own JavaScript properties
 * (kernel/attribute-name.ts): `$x`, or `h_x` where the class hides it. Their order is the dict's.
 */
import { attributeName } from "../../kernel/attribute-name.ts";
import { type HeapObject, type Properties, type PyObject, propertiesOf } from "../../kernel/object.ts";
import { lookup, typeOf } from "../../kernel/type.ts";

export class InstanceProperties {
  readonly properties: Properties;
  readonly owner: HeapObject;

  constructor(owner: HeapObject) {
    this.owner = owner;
    this.properties = propertiesOf(owner);
  }

  get(text: string): PyObject | undefined {
    return this.properties["$" + text] ?? this.properties["h_" + text];
  }

  set(text: string, value: PyObject): void {
    const { properties } = this;
    if (properties["h_" + text] !== undefined || (properties["$" + text] === undefined && this.hides(text))) {
      properties["h_" + text] = value;
    } else properties["$" + text] = value;
  }

  /** Whether finding `$text` would not be the whole lookup: a data descriptor, or a custom `__getattribute__`. */
  private hides(text: string): boolean {
    const type = typeOf(this.owner);
    if (type.hidesAttributes) return true;
    const attribute = lookup(type, attributeName(text));
    if (attribute === undefined) return false;
    const slots = typeOf(attribute).slots;
    return slots.__set__ !== undefined || slots.__delete__ !== undefined;
  }

  delete(text: string): boolean {
    const { properties } = this;
    const key = properties["$" + text] !== undefined ? "$" + text : "h_" + text;
    return properties[key] !== undefined && delete properties[key];
  }

  /** The attribute names, in the order of their first assignment. */
  names(): string[] {
    const names: string[] = [];
    for (const key of Object.keys(this.properties)) {
      if (this.properties[key] === undefined) continue;
      if (key.startsWith("$")) names.push(key.slice(1));
      else if (key.startsWith("h_")) names.push(key.slice(2));
    }
    return names;
  }

  clear(): void {
    for (const name of this.names()) this.delete(name);
  }
}
