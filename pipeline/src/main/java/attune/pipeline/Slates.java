package attune.pipeline;

import attune.model.identity.MemberId;
import attune.model.identity.TraceId;
import attune.model.policy.Reason;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The port for whoever needs a ranked answer without knowing surfaces: the HTTP door, networks, a digest.
public interface Slates {
    /// Surfaces by name, such as `home` and `following`.
    List<String> surfaces();

    /// @throws java.util.NoSuchElementException for an unknown surface
    Answer slate(String surface, Request request);

    /// @param page where to go on, or null for a new slate
    record Request(MemberId viewer, int count, @Nullable Page page) {
        public static final int MAX_COUNT = 100;

        public Request {
            if (count < 1 || count > MAX_COUNT) {
                throw new IllegalArgumentException("A page has 1 to 100 entries, not " + count + ".");
            }
        }
    }

    /// A place in a slate made before: pages never repeat an entry, and new items wait for the next slate.
    record Page(TraceId trace, int position) {}

    sealed interface Answer {
        /// @param next the following page, empty at the end of the slate
        /// @param degraded sources that failed, in words
        record Served(
                TraceId trace,
                boolean profiled,
                long atMillis,
                List<Entry> entries,
                Optional<Page> next,
                List<String> degraded)
                implements Answer {}

        record Refused(Reason reason) implements Answer {}

        /// The slate is no longer kept; ask for a new one.
        record Expired() implements Answer {}
    }

    /// @param why reasons of the sources, strongest first, with names filled in
    record Entry(int item, int position, float score, boolean exploration, List<Reason> why) {}
}
