/// Describes a JSON value once, for both its published JSON Schema and the check of what arrives.
///
/// Does not belong here: reading values out of a body (`json`).
@NullMarked
package attune.http.schema;

import org.jspecify.annotations.NullMarked;
