package attune.store.projection;

import attune.model.event.Act;
import attune.model.event.ActId;
import attune.model.event.Acts;
import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.identity.MemberId;
import attune.store.log.Erased;
import attune.store.snapshot.ArrayReader;
import attune.store.snapshot.ArrayWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The acts of the community: the standard ones, and those it defined. Says nothing about any member.
public final class ActTable implements Projection {
    private final @Nullable Act[] acts = new Act[ActId.MAX + 1];

    public ActTable() {
        for (Act act : Acts.STANDARD) acts[act.id().value()] = act;
    }

    @Override
    public String name() {
        return "acts";
    }

    @Override
    public void apply(Envelope envelope) {
        if (envelope.event() instanceof Event.ActDefined(Act act)) acts[act.id().value()] = act;
    }

    /// The act with this id; rejects an undefined one.
    public Act act(int id) {
        Act act = acts[id];
        if (act == null) throw new IllegalArgumentException("No act has the id " + id + ".");
        return act;
    }

    /// The act an event amounts to, or null if it is none: catalogue events are acts with an amount.
    static @Nullable ActId actOf(Event event) {
        return switch (event) {
            case Event.Acted acted -> acted.act();
            case Event.Viewed viewed -> Acts.VIEW.id();
            case Event.Added added -> Acts.ADD.id();
            case Event.Purchased purchased -> Acts.PURCHASE.id();
            default -> null;
        };
    }

    static long valueOf(Event event) {
        return switch (event) {
            case Event.Acted acted -> acted.value();
            case Event.Added added -> added.quantity();
            case Event.Purchased purchased -> purchased.amountMicros();
            default -> 1;
        };
    }

    @Override
    public void forget(Erased erased) {}

    @Override
    public void disclose(MemberId member, Disclosure into) {}

    @Override
    public void digest(Digest into) {
        for (Act act : acts) if (act != null) into.add(act.name());
    }

    @Override
    public int format() {
        return 1;
    }

    @Override
    public void save(ArrayWriter into) {
        ActRows.save(Arrays.stream(acts).filter(Objects::nonNull).toList(), into);
    }

    @Override
    public void load(ArrayReader from) {
        List<Act> saved = ActRows.load(from);
        Arrays.fill(acts, null);
        for (Act act : saved) acts[act.id().value()] = act;
    }
}
