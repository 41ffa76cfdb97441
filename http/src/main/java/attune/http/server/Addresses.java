package attune.http.server;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/// Where a request came from, as limits and throttles tell askers apart: an IPv4 address, or the first half of an IPv6
/// address, since one household has all of the other half. Behind a proxy that is the proxy itself, unless the settings
/// say that its word counts; then it is the last address in `X-Forwarded-For`, which the proxy added, and never one
/// that
/// the sender wrote.
final class Addresses {
    private static final int NETWORK_BYTES = 8;

    private final boolean forwarded;

    Addresses(boolean forwarded) {
        this.forwarded = forwarded;
    }

    String of(Request in) {
        String own = Request.getRemoteAddr(in);
        String header = forwarded ? in.getHeaders().getLast(HttpHeader.X_FORWARDED_FOR) : null;
        return Optional.ofNullable(header)
                .flatMap(list ->
                        network(list.substring(list.lastIndexOf(',') + 1).strip()))
                .or(() -> network(own))
                .orElse(own);
    }

    /// One form for every way to write the same network; empty for what is no address. Some proxies add the port.
    static Optional<String> network(String written) {
        String bare = written;
        int bracket = bare.indexOf(']');
        if (bare.startsWith("[") && bracket > 0) bare = bare.substring(1, bracket);
        else if (bare.indexOf(':') == bare.lastIndexOf(':') && bare.indexOf(':') > 0) {
            bare = bare.substring(0, bare.indexOf(':'));
        }
        int zone = bare.indexOf('%');
        if (zone > 0) bare = bare.substring(0, zone);
        try {
            InetAddress address = InetAddress.ofLiteral(bare);
            return Optional.of(
                    address instanceof Inet4Address
                            ? address.getHostAddress()
                            : HexFormat.of().formatHex(address.getAddress(), 0, NETWORK_BYTES) + "::/64");
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
