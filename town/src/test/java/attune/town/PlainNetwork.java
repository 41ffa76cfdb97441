package attune.town;

import attune.town.TownEvent.Audience;
import attune.town.TownEvent.Impressed;
import attune.town.TownEvent.Published;
import attune.town.TownEvent.Removed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A network in memory: it keeps every fact and answers with the newest public posts the member has not seen.
final class PlainNetwork implements Network {
    final List<TownEvent> events = new ArrayList<>();
    int slates;
    private final LinkedHashMap<String, Published> posts = new LinkedHashMap<>();
    private final Map<String, Set<String>> seen = new HashMap<>();
    private final List<String> newest = new ArrayList<>();

    @Override
    public void apply(List<TownEvent> batch) {
        events.addAll(batch);
        for (TownEvent event : batch) {
            if (event instanceof Published post && post.replyTo() == null && post.audience() == Audience.PUBLIC) {
                posts.put(post.item(), post);
                newest.add(post.item());
            } else if (event instanceof Removed removed) {
                posts.remove(removed.item());
            } else if (event instanceof Impressed impressed) {
                seenBy(impressed.member()).add(impressed.item());
            }
        }
    }

    @Override
    public List<Shown> feed(String member, int count, long atMillis) {
        slates++;
        Set<String> seenBefore = seenBy(member);
        List<Shown> slate = new ArrayList<>();
        for (int row = newest.size() - 1; row >= 0 && slate.size() < count; row--) {
            Published post = posts.get(newest.get(row));
            if (post != null && !post.author().equals(member) && !seenBefore.contains(post.item())) {
                slate.add(new Shown(post.item(), post.author(), "trace-" + slates, slate.size()));
            }
        }
        return slate;
    }

    private Set<String> seenBy(String member) {
        return seen.computeIfAbsent(member, _ -> new HashSet<>());
    }

    <T extends TownEvent> List<T> all(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
