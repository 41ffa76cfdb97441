package attune.store.resolve;

import attune.model.event.Act;
import attune.model.event.Event;
import attune.model.event.Event.*;
import attune.model.identity.MemberId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the group being written adds to the directory. Thrown away when the group fails, so that no number is lost;
/// thrown away too when it is folded, because then the directory says the same.
///
/// Numbers are taken by accepting the event that bears them, never before: a rejected draft leaves nothing behind.
final class Pending {
    private final DirectoryFold directory;
    private final Map<String, Integer> members = new HashMap<>();
    private final Map<String, Integer> items = new HashMap<>();
    private final Map<String, Integer> topics = new HashMap<>();
    private final Map<Integer, String> memberNames = new HashMap<>();
    private final Map<Integer, String> itemNames = new HashMap<>();
    private final Map<Integer, Integer> authors = new HashMap<>();
    private final Map<Integer, Long> posts = new HashMap<>();
    private final Set<Integer> erased = new HashSet<>();
    private final Map<Integer, Boolean> holds = new HashMap<>();
    private final Set<Integer> asked = new HashSet<>();
    private final List<Act> acts = new ArrayList<>();
    private DirectoryFold.Numbers next;

    Pending(DirectoryFold directory) {
        this.directory = directory;
        this.next = directory.next();
    }

    void clear() {
        members.clear();
        items.clear();
        topics.clear();
        memberNames.clear();
        itemNames.clear();
        authors.clear();
        posts.clear();
        erased.clear();
        holds.clear();
        asked.clear();
        acts.clear();
        next = directory.next();
    }

    void accept(long sequence, Event event) {
        if (event instanceof ItemPublished e) {
            int item = e.item().value();
            items.put(e.post().externalId().value(), item);
            itemNames.put(item, e.post().externalId().value());
            authors.put(item, e.member().value());
            posts.put(item, sequence);
            next = new DirectoryFold.Numbers(next.member(), item + 1, next.topic());
        } else if (event instanceof ItemEdited e) {
            posts.put(e.item().value(), sequence);
        } else if (event instanceof MemberJoined e) {
            int member = e.member().value();
            members.put(e.profile().externalId().value(), member);
            memberNames.put(member, e.profile().externalId().value());
            next = new DirectoryFold.Numbers(member + 1, next.item(), next.topic());
        } else if (event instanceof TopicDefined e) {
            topics.put(e.name(), e.topic().value());
            next = new DirectoryFold.Numbers(
                    next.member(), next.item(), e.topic().value() + 1);
        } else if (event instanceof ActDefined e) {
            acts.add(e.act());
        } else if (event instanceof MemberErased e) {
            erased.add(e.member().value());
        } else if (event instanceof HoldPlaced e) {
            holds.put(e.member().value(), true);
        } else if (event instanceof HoldLifted e) {
            holds.put(e.member().value(), false);
        } else if (event instanceof ErasureAsked e) {
            asked.add(e.member().value());
        }
    }

    DirectoryFold.Numbers next() {
        return next;
    }

    int nextAct() {
        return directory.actCount() + acts.size();
    }

    /// −1 if nobody bears the name.
    int member(String name) {
        int found = members.getOrDefault(name, -1);
        if (found < 0) found = directory.findMember(name);
        return found >= 0 && knowsMember(found) ? found : -1;
    }

    int item(String name) {
        int found = items.getOrDefault(name, -1);
        if (found < 0) found = directory.findItem(name);
        return found >= 0 && knowsItem(found) ? found : -1;
    }

    int topic(String name) {
        int found = topics.getOrDefault(name, -1);
        return found >= 0 ? found : directory.findTopic(name);
    }

    @Nullable
    Act act(String name) {
        for (Act act : acts) if (act.name().equals(name)) return act;
        return directory.act(name).orElse(null);
    }

    boolean knowsMember(int member) {
        return (memberNames.containsKey(member) || directory.knows(new MemberId(member))) && !erased.contains(member);
    }

    boolean knowsItem(int item) {
        return (itemNames.containsKey(item) || directory.knowsItem(item)) && !erased.contains(author(item));
    }

    boolean held(int member) {
        return holds.getOrDefault(member, directory.held(member));
    }

    /// Asked for erasure while a hold stood.
    boolean restricted(int member) {
        return asked.contains(member) || directory.restricted(member);
    }

    @Nullable
    String memberName(int member) {
        String name = memberNames.get(member);
        return name != null ? name : directory.memberName(member);
    }

    @Nullable
    String itemName(int item) {
        String name = itemNames.get(item);
        return name != null ? name : directory.itemName(item);
    }

    int author(int item) {
        Integer author = authors.get(item);
        return author != null ? author : directory.author(item);
    }

    long post(int item) {
        Long sequence = posts.get(item);
        return sequence != null ? sequence : directory.post(item);
    }

    /// Items of this group by one author; the directory knows the others.
    List<Integer> itemsOf(int member) {
        return authors.entrySet().stream()
                .filter(entry -> entry.getValue() == member)
                .map(Map.Entry::getKey)
                .toList();
    }

    List<String> actNames() {
        List<String> names = new ArrayList<>();
        for (Act act : directory.acts()) names.add(act.name());
        for (Act act : acts) names.add(act.name());
        return names;
    }
}
