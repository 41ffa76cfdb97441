package attune.store.view;

import attune.model.policy.Label;
import java.util.List;

/// Labels standing on items and members at a time.
public interface LabelsView {
    List<Label> ofItem(int item, long nowMillis);

    List<Label> ofMember(int member, long nowMillis);

    /// Quick exclusion: false if the item certainly bears none.
    boolean itemLabelled(int item);

    boolean memberLabelled(int member);
}
