package attune.privacy.api;

import attune.http.problem.Problem;
import attune.http.problem.ProblemKind;
import attune.model.identity.MemberId;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;

/// Where copies are made: each reads the whole log, so a few are made at a time, and one of a member. None may take
/// longer than [#LONGEST], or two slow readers would shut out all others.
///
/// Guard: its monitor; any thread may call.
public final class ExportPlaces {
    private static final int PLACES = 2;
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final LongSupplier tickerNanos;
    private final Set<MemberId> taken = new HashSet<>();

    /// @param tickerNanos real time, nanoseconds that only grow
    public ExportPlaces(LongSupplier tickerNanos) {
        this.tickerNanos = tickerNanos;
    }

    /// Answers with a problem when the member has one in the making (429) or all places are taken (503).
    synchronized Place take(MemberId member) {
        if (taken.contains(member)) {
            throw problem(ProblemKind.TOO_MANY, "A copy for this member is being made already");
        }
        if (taken.size() == PLACES) {
            throw problem(ProblemKind.UNAVAILABLE, "As many copies are being made as are made at a time");
        }
        taken.add(member);
        return new Place(member, tickerNanos.getAsLong() + LONGEST.toNanos());
    }

    private static RuntimeException problem(ProblemKind kind, String detail) {
        Problem problem = kind.with(detail).hint("try again in a minute");
        return problem.exception();
    }

    private synchronized void leave(MemberId member) {
        taken.remove(member);
    }

    /// Members for whom a copy is being made now.
    synchronized Set<MemberId> taken() {
        return Set.copyOf(taken);
    }

    /// One copy in the making.
    final class Place implements AutoCloseable {
        private final MemberId member;
        private final long untilNanos;

        private Place(MemberId member, long untilNanos) {
            this.member = member;
            this.untilNanos = untilNanos;
        }

        /// Throws when the copy takes too long.
        void step() {
            if (tickerNanos.getAsLong() - untilNanos > 0) {
                throw new IllegalStateException("A copy took longer than " + LONGEST.toMinutes()
                        + " minutes and was cut off. Maybe its reader is too slow.");
            }
        }

        @Override
        public void close() {
            leave(member);
        }
    }
}
