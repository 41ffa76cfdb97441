package attune.model.item;

import attune.model.identity.ItemId;

/// For whom an item is meant. Whoever is not certain to belong to the audience is outside it: a missing
/// tie, an unknown group or a locked author closes the item, it never opens it.
public sealed interface Audience {
    Audience PUBLIC = new Public();
    Audience FOLLOWERS = new Followers();
    Audience MENTIONED = new Mentioned();
    Audience ONLY_ME = new OnlyMe();

    /// Everyone, unless the author's account is locked: then as [Followers].
    record Public() implements Audience {}

    /// The author and those who follow the author.
    record Followers() implements Audience {}

    /// The members of one group.
    record Group(ItemId group) implements Audience {}

    /// The author and the members the item mentions.
    record Mentioned() implements Audience {}

    /// The author alone.
    record OnlyMe() implements Audience {}
}
