/// Writes the API's published description, OpenAPI 3.1, from its routes.
///
/// Does not belong here: anything about an operation that the route does not say itself.
@NullMarked
package attune.http.openapi;

import org.jspecify.annotations.NullMarked;
