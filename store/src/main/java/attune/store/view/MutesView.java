package attune.store.view;

import java.util.List;

/// What a member does not want to meet.
public interface MutesView {
    boolean mutedMember(int member, int other);

    boolean mutedTopic(int member, int topic);

    /// Muted words and phrases as the member wrote them.
    List<String> words(int member);

    int[] members(int member);

    int[] topics(int member);

    boolean any(int member);
}
