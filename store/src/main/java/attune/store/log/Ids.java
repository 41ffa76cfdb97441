package attune.store.log;

import attune.model.event.Act;
import attune.model.event.Event;
import attune.model.identity.ExternalId;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.model.identity.TopicId;
import attune.model.item.Post;

/// What a draft may ask while the writer turns it into an event. Valid only during [Resolution#resolve],
/// in the writer's thread; it sees all facts before the draft, those of the same batch included.
public interface Ids {
    /// A member known to the log and not erased; rejects with `unknown-member`.
    MemberId member(String field, ExternalId id) throws Rejection;

    /// The number for a member who joins now; rejects with `member-exists`.
    MemberId newMember(ExternalId id) throws Rejection;

    /// An item known to the log; removed items stay known. Rejects with `unknown-item`.
    ItemId item(String field, ExternalId id) throws Rejection;

    /// The number for an item published now; rejects with `item-exists`.
    ItemId newItem(ExternalId id) throws Rejection;

    /// Who published an item.
    MemberId author(ItemId item);

    /// The item as last published or edited.
    Post post(ItemId item);

    /// A topic by name, lower-cased and trimmed; an unknown one is defined by an event of its own before
    /// this draft's.
    TopicId topic(String name) throws Rejection;

    /// An act by name; rejects with `unknown-act`, naming the nearest.
    Act act(String name) throws Rejection;

    /// The number for an act defined now; rejects with `act-exists` or `too-many-acts`.
    Act newAct(String name, Act.Unit unit, Act.Polarity polarity, boolean shown) throws Rejection;

    /// The fact that came from a foreign record and still stands; rejects with `unknown-record`.
    Event factFrom(String source, String record) throws Rejection;
}
