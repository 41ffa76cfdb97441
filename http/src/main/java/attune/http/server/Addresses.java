package attune.http.server;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/// Where a request came from. Behind a proxy that is the proxy itself, unless the settings say that its word counts;
/// then it is the last address in `X-Forwarded-For`, which the proxy added, and never one that the sender wrote.
final class Addresses {
    private final boolean forwarded;

    Addresses(boolean forwarded) {
        this.forwarded = forwarded;
    }

    String of(Request in) {
        String header = forwarded ? in.getHeaders().getLast(HttpHeader.X_FORWARDED_FOR) : null;
        if (header == null) return Request.getRemoteAddr(in);
        String last = header.substring(header.lastIndexOf(',') + 1).strip();
        return last.length() <= 64 ? last : Request.getRemoteAddr(in);
    }
}
