package attune.town;

import attune.town.TownEvent.Audience;
import attune.town.TownEvent.Published;
import attune.town.behaviour.Post;
import attune.town.resident.Resident;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Every post of the town with its hidden facts, and what each resident has already seen. Owned by the town's
/// single thread.
final class Board {

    /// A post with what the network was told about it. `index` is dense, in order of publication.
    record Notice(
            int index,
            Post post,
            Audience audience,
            @Nullable String group,
            List<String> mentions,
            boolean opensThread) {

        /// Whether the reader belongs to the audience, as far as the town is concerned.
        boolean isFor(Resident reader, boolean follows) {
            if (post.author() == reader.index()) {
                return true;
            }
            return switch (audience) {
                case PUBLIC -> true;
                case FOLLOWERS -> follows;
                case GROUP -> reader.groups().contains(group);
                case MENTIONED -> mentions.contains(reader.id());
                case ONLY_ME -> false;
            };
        }
    }

    private final List<Notice> notices = new ArrayList<>();
    private final Map<String, Notice> byItem = new HashMap<>();
    private final List<BitSet> seen = new ArrayList<>();

    /// Room for one more resident.
    void welcome() {
        seen.add(new BitSet());
    }

    Notice pin(Post post, Published published) {
        Notice notice = new Notice(
                notices.size(),
                post,
                published.audience(),
                published.group(),
                published.mentions(),
                published.replyTo() == null);
        notices.add(notice);
        byItem.put(post.id(), notice);
        return notice;
    }

    Optional<Notice> find(String item) {
        return Optional.ofNullable(byItem.get(item));
    }

    /// A removed post is no longer found; its index stays, as a removed item's does in the log.
    void remove(String item) {
        byItem.remove(item);
    }

    boolean holds(Notice notice) {
        return byItem.containsKey(notice.post().id());
    }

    int size() {
        return notices.size();
    }

    Notice at(int index) {
        return notices.get(index);
    }

    boolean sawBefore(int member, Notice notice) {
        return seen.get(member).get(notice.index());
    }

    void see(int member, Notice notice) {
        seen.get(member).set(notice.index());
    }
}
