/**
 * The types that the kernel has as shells, made whole.
 *
 * Kernel and protocols know these types by identity only; the files that define their behaviour are imported here,
 * once, for what they register.
 */
import "../objects/object.ts";
import "../objects/type.ts";
import "../objects/descriptors.ts";
import "../objects/property.ts";
import "../objects/super.ts";
import "../objects/singletons.ts";
import "../objects/module.ts";
import "../objects/iterators.ts";
import "../exceptions/base-exception.ts";
import "../exceptions/named-fields.ts";
import "../exceptions/os-error.ts";
import "../exceptions/group.ts";
