package attune.store.log;

import attune.model.event.Act;
import attune.model.identity.ExternalId;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.model.identity.TopicId;
import java.util.List;
import java.util.Optional;

/// The two-way table between names outside and dense ids inside, as of the last folded sequence. Safe for
/// any thread under the state's read lock. Erased members and their items are in it no more.
public interface Directory {
    Optional<MemberId> member(ExternalId id);

    Optional<ItemId> item(ExternalId id);

    Optional<TopicId> topic(String name);

    Optional<Act> act(String name);

    /// Rejects an erased or never assigned number by [java.util.NoSuchElementException].
    ExternalId externalId(MemberId member);

    ExternalId externalId(ItemId item);

    boolean knows(MemberId member);

    boolean knows(ItemId item);

    String topicName(TopicId topic);

    Act act(int actId);

    List<Act> acts();

    /// One more than the largest number ever assigned; arrays of this length hold all.
    int memberLimit();

    int itemLimit();

    int topicLimit();
}
