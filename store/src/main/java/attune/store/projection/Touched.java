package attune.store.projection;

import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.store.log.Erased;
import java.util.BitSet;

/// Whose acts on what an erasure took out of the log: the items that erased members acted on, and the members who acted
/// on erased items. A memory of bounded length may lack, about these, what it had dropped for the erased.
///
/// Guarded by whoever owns it.
public final class Touched {
    private final BitSet items = new BitSet();
    private final BitSet members = new BitSet();

    /// Notes a fact that goes, or goes in part.
    public void note(Envelope envelope, Erased erased) {
        if (!(envelope.event() instanceof Event.OnItem act) || act instanceof Event.Impressed) return;
        boolean member = erased.names(act.member());
        boolean item = erased.takes(act.item());
        if (member && !item) items.set(act.item().value());
        if (item && !member) members.set(act.member().value());
    }

    public void clear() {
        items.clear();
        members.clear();
    }

    /// Dense numbers; a copy, as below.
    BitSet items() {
        return (BitSet) items.clone();
    }

    BitSet members() {
        return (BitSet) members.clone();
    }
}
