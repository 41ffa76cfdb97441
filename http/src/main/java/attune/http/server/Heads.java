package attune.http.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/// Sees to it that connections are used. From its opening or its last answer on, a connection has a while to bring the
/// whole head of its next request; the library's own idle time would begin anew with every byte. And one address has
/// half of the connections at most. Any thread may call.
final class Heads implements Connection.Listener {
    private static final long LOOK_SECONDS = 1;

    private final long patienceNanos;
    private final int mostOfOne;
    private final LongSupplier ticker;
    private final ConcurrentHashMap<EndPoint, Long> sinceNanos = new ConcurrentHashMap<>();
    /// Whose each open connection is: a closed one does not tell any more.
    private final ConcurrentHashMap<EndPoint, InetAddress> addresses = new ConcurrentHashMap<>();

    private final ConcurrentHashMap<InetAddress, Integer> open = new ConcurrentHashMap<>();

    Heads(HttpSettings settings, LongSupplier ticker) {
        this.patienceNanos =
                Math.max(settings.arrival().toNanos(), settings.idle().toNanos());
        // Behind a proxy, all come from its address.
        this.mostOfOne = settings.forwarded() ? Integer.MAX_VALUE : Math.max(1, settings.connections() / 2);
        this.ticker = ticker;
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof SslConnection) return;
        EndPoint end = connection.getEndPoint();
        awaited(end);
        InetAddress address = address(end);
        if (address == null || addresses.putIfAbsent(end, address) != null) return;
        if (open.merge(address, 1, Integer::sum) > mostOfOne) end.close();
    }

    @Override
    public void onClosed(Connection connection) {
        if (connection instanceof SslConnection) return;
        sinceNanos.remove(connection.getEndPoint());
        InetAddress address = addresses.remove(connection.getEndPoint());
        if (address != null) open.computeIfPresent(address, (_, count) -> count > 1 ? count - 1 : null);
    }

    private static @Nullable InetAddress address(EndPoint end) {
        return end.getRemoteSocketAddress() instanceof InetSocketAddress remote ? remote.getAddress() : null;
    }

    /// A request is here.
    void arrived(EndPoint connection) {
        sinceNanos.remove(connection);
    }

    /// The next one may come.
    void awaited(EndPoint connection) {
        sinceNanos.put(connection, ticker.getAsLong());
        if (!connection.isOpen()) sinceNanos.remove(connection);
    }

    void watch(Scheduler scheduler) {
        Scheduler.Task _ = scheduler.schedule(
                () -> {
                    look();
                    watch(scheduler);
                },
                LOOK_SECONDS,
                TimeUnit.SECONDS);
    }

    /// Closes what has waited too long.
    void look() {
        long now = ticker.getAsLong();
        sinceNanos.forEach((connection, since) -> {
            if (now - since > patienceNanos && sinceNanos.remove(connection, since)) connection.close();
        });
    }
}
