package attune.http.server;

import attune.http.auth.Principal;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// The places for requests that are answered at a time. A request holds one until its answer is out, and so also while
/// its body is slow to arrive; therefore nobody may hold all: a program's key three quarters, one member, one person or
/// one address an eighth, and all who show no proof together a quarter. Any thread may call.
final class Places {
    /// What came of asking for a place.
    enum Taken {
        YES,
        /// There is none left, or none for those who show no proof.
        FULL,
        /// This asker has as many as one may have.
        TOO_MANY
    }

    private record Asker(String site, Object who) {}

    private final Semaphore all;
    private final Semaphore unproven;
    private final int mostOfProgram;
    private final int mostOfOne;
    private final ConcurrentHashMap<Asker, Integer> held = new ConcurrentHashMap<>();

    Places(int all) {
        this.all = new Semaphore(all);
        this.unproven = new Semaphore(Math.max(1, all / 4));
        this.mostOfProgram = Math.max(1, all * 3 / 4);
        this.mostOfOne = Math.max(1, all / 8);
    }

    /// Where one request stands: without a place, until it asks for one.
    Place place() {
        return new Place();
    }

    /// One request's. Closing it gives back what it took.
    final class Place implements AutoCloseable {
        private @Nullable Asker asker;

        /// @param address what stands for who shows no proof
        Taken take(String site, Principal who, String address) {
            boolean anonymous = who instanceof Principal.Anonymous;
            Asker asking = new Asker(site, anonymous ? address : who);
            if (!all.tryAcquire()) return Taken.FULL;
            if (anonymous && !unproven.tryAcquire()) {
                all.release();
                return Taken.FULL;
            }
            if (!join(asking, who instanceof Principal.Machine ? mostOfProgram : mostOfOne)) {
                release(anonymous);
                return Taken.TOO_MANY;
            }
            asker = asking;
            return Taken.YES;
        }

        @Override
        public void close() {
            Asker holder = asker;
            if (holder == null) return;
            asker = null;
            leave(holder);
            release(!(holder.who instanceof Principal));
        }
    }

    private void release(boolean anonymous) {
        if (anonymous) unproven.release();
        all.release();
    }

    private boolean join(Asker asking, int most) {
        if (held.merge(asking, 1, Integer::sum) <= most) return true;
        leave(asking);
        return false;
    }

    private void leave(Asker holder) {
        held.computeIfPresent(holder, (_, has) -> has > 1 ? has - 1 : null);
    }
}
