package attune.http.route;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// The bytes of a request as they arrive. Reading past the limit, or too slowly, is a problem.
///
/// @param mediaType lower case, without parameters; null when the request names none
public record Body(@Nullable String mediaType, InputStream in) {
    public static final Body NONE = new Body(null, InputStream.nullInputStream());
}
