package attune.app.operate;

import attune.feed.stage.FriendActs;
import attune.feed.stage.ItemFacts;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.model.identity.TraceId;
import attune.pipeline.trace.Trace;
import attune.pipeline.trace.TraceCodec;
import attune.store.blob.Blobs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Keeps traces as blobs under the viewer's key, with everyone they name, for their retention (decision
/// 0010).
public final class Traces {
    private static final String ROOM = "trace";

    private final Blobs blobs;
    private final Duration term;
    private final Supplier<Set<MemberId>> held;

    /// @param term how long a trace is kept
    /// @param held members whose traces are kept beyond it, because a legal hold stands on them
    public Traces(Blobs blobs, Duration term, Supplier<Set<MemberId>> held) {
        this.blobs = blobs;
        this.term = term;
        this.held = held;
    }

    public void keep(Trace trace) {
        Set<MemberId> members = new LinkedHashSet<>();
        List<ItemId> items = new ArrayList<>();
        for (Trace.Row row : trace.rows()) {
            items.add(new ItemId(row.item()));
            note(members, trace, row, ItemFacts.AUTHOR.name());
            note(members, trace, row, FriendActs.FRIEND.name());
        }
        trace.removed().forEach(removed -> items.add(new ItemId(removed.item())));
        blobs.put(new Blobs.Blob(
                ROOM,
                trace.id().value(),
                new MemberId(trace.viewer()),
                trace.atMillis(),
                TraceCodec.encode(trace),
                List.copyOf(members),
                items));
    }

    private static void note(Set<MemberId> members, Trace trace, Trace.Row row, String column) {
        if (!trace.has(column)) return;
        int member = (int) trace.value(row, column);
        if (member >= 0) members.add(new MemberId(member));
    }

    public Optional<Trace> find(TraceId id) {
        return blobs.get(ROOM, id.value()).or(() -> written(id)).map(TraceCodec::decode);
    }

    /// The trace of a slate just served may still be on its way to the disk.
    private Optional<byte[]> written(TraceId id) {
        blobs.flush();
        return blobs.get(ROOM, id.value());
    }

    /// Newest first.
    public List<Trace> latest(@Nullable MemberId viewer, int limit) {
        List<Trace> traces = new ArrayList<>();
        for (Blobs.Listed listed : blobs.list(ROOM, viewer, limit))
            find(new TraceId(listed.id())).ifPresent(traces::add);
        return traces;
    }

    /// All of one member's, newest first, one at a time.
    public void each(MemberId viewer, Consumer<Trace> reader) {
        for (Blobs.Listed listed : blobs.list(ROOM, viewer, Integer.MAX_VALUE)) {
            find(new TraceId(listed.id())).ifPresent(reader);
        }
    }

    /// Destroys traces past their term, but for those made for members on hold; returns how many.
    public int expire(long nowMillis) {
        return blobs.expire(ROOM, nowMillis - term.toMillis(), held.get());
    }
}
