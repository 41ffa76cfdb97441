package attune.http.server;

import attune.http.route.Response;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/// Sends answers, with the headers that every answer has.
final class Sender {
    private static final HttpField NO_STORE = new HttpField(HttpHeader.CACHE_CONTROL, "no-store");

    private final SecurityHeaders security;
    private final Cors cors;
    private final FailureLog failures;

    Sender(HttpSettings settings, Cors cors, FailureLog failures) {
        this.cors = cors;
        this.security = new SecurityHeaders(settings.browsersByTls());
        this.failures = failures;
    }

    void send(
            Response answer,
            String id,
            String template,
            Request in,
            org.eclipse.jetty.server.Response out,
            Callback done) {
        head(answer, id, out);
        cors.permit(in.getHeaders(), out.getHeaders());
        // An answer that did not wait for the whole body ends the connection; a client that is not told so would put
        // its next request on it and lose it.
        if (!in.consumeAvailable()) {
            out.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        switch (answer.content()) {
            case Response.Ready ready -> sendReady(answer, ready.buffer(), in, out, done);
            case Response.Streamed streamed -> sendStreamed(streamed, id, template, in, out, done);
        }
    }

    private void head(Response answer, String id, org.eclipse.jetty.server.Response out) {
        out.setStatus(answer.status());
        HttpFields.Mutable headers = out.getHeaders();
        security.addTo(headers);
        headers.put("Request-Id", id);
        if (!answer.mediaType().isEmpty()) {
            headers.put(HttpHeader.CONTENT_TYPE, answer.mediaType());
        }
        for (Map.Entry<String, String> header : answer.headers().entrySet()) {
            headers.put(header.getKey(), header.getValue());
        }
        if (!headers.contains(HttpHeader.CACHE_CONTROL)) {
            headers.put(NO_STORE);
        }
    }

    private static void sendReady(
            Response answer, ByteBuffer bytes, Request in, org.eclipse.jetty.server.Response out, Callback done) {
        HttpFields.Mutable headers = out.getHeaders();
        ByteBuffer body = bytes;
        if (Compression.possible(answer, bytes.remaining())) headers.add(HttpHeader.VARY, "Accept-Encoding");
        if (Compression.wanted(in.getHeaders().get(HttpHeader.ACCEPT_ENCODING), answer, bytes.remaining())) {
            body = Compression.gzip(bytes);
            headers.put(HttpHeader.CONTENT_ENCODING, "gzip");
            // Other bytes than the plain answer's need another tag; a weak one says "the same, but not byte for byte".
            String tag = headers.get(HttpHeader.ETAG);
            if (tag != null && !tag.startsWith("W/")) headers.put(HttpHeader.ETAG, "W/" + tag);
        }
        if (answer.status() != 204 && answer.status() != 304) {
            headers.put(HttpHeader.CONTENT_LENGTH, body.remaining());
        }
        out.write(true, body, done);
    }

    private static boolean clientLeft(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof EofException) return true;
        }
        return false;
    }

    /// After the first bytes are out, only a cut connection can tell the client that the answer is not whole.
    private void sendStreamed(
            Response.Streamed streamed,
            String id,
            String template,
            Request in,
            org.eclipse.jetty.server.Response out,
            Callback done) {
        try (OutputStream bytes = org.eclipse.jetty.server.Response.asBufferedOutputStream(in, out)) {
            streamed.writer().accept(bytes);
        } catch (Throwable failure) {
            if (!clientLeft(failure)) failures.record(id, template, failure);
            done.failed(failure);
            return;
        }
        done.succeeded();
    }
}
