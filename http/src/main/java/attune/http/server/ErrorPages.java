package attune.http.server;

import attune.http.problem.Problem;
import attune.http.problem.ProblemKind;
import attune.http.route.Response;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Turns what the library itself refuses (an unreadable request, headers too large, a stopping server) into problems
/// too, so that a client meets one format only and never a stack trace.
final class ErrorPages extends ErrorHandler {
    private final SecurityHeaders security;

    ErrorPages(SecurityHeaders security) {
        this.security = security;
    }

    @Override
    protected void generateResponse(
            Request request,
            org.eclipse.jetty.server.Response response,
            int status,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        ByteBuffer body = page(status, response.getHeaders());
        response.write(true, body, callback);
    }

    private ByteBuffer page(int status, HttpFields.Mutable headers) {
        Response answer = Response.problem(problem(status));
        byte[] bytes = answer.bytes();
        security.addTo(headers);
        headers.put(HttpHeader.CONTENT_TYPE, answer.mediaType());
        headers.put(HttpHeader.CONTENT_LENGTH, bytes.length);
        return ByteBuffer.wrap(bytes);
    }

    private static Problem problem(int status) {
        return switch (status) {
            case 408 -> ProblemKind.TIMEOUT.with("The request took too long to arrive");
            case 413 -> ProblemKind.TOO_LARGE.with("The body is too large");
            case 414, 431 -> ProblemKind.HEADERS_TOO_LARGE.with("The request line and headers are too large");
            case 503 ->
                ProblemKind.UNAVAILABLE.with("The server is stopping or full").hint("try again shortly");
            case 500 -> ProblemKind.INTERNAL.with("The server failed; it is not the request's fault");
            default ->
                new ProblemKind("malformed", status, ProblemKind.MALFORMED.title())
                        .with("The request is not valid HTTP, or its path is not one we read");
        };
    }
}
