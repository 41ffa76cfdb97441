package attune.store.projection;

import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.event.Mute;
import attune.model.identity.MemberId;
import attune.store.log.Erased;
import attune.store.snapshot.ArrayReader;
import attune.store.snapshot.ArrayWriter;
import attune.store.view.MutesView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What members muted: members, topics, words.
public final class Mutes implements Projection, MutesView {
    private final IntSets members = new IntSets();
    private final IntSets topics = new IntSets();
    private final Map<Integer, Set<String>> words = new HashMap<>();

    @Override
    public String name() {
        return "mutes";
    }

    @Override
    public void apply(Envelope envelope) {
        switch (envelope.event()) {
            case Event.Muted(MemberId member, Mute mute) -> {
                switch (mute) {
                    case Mute.OfMember(MemberId other) -> members.add(member.value(), other.value());
                    case Mute.OfTopic topic ->
                        topics.add(member.value(), topic.topic().value());
                    case Mute.OfWord(String word) ->
                        words.computeIfAbsent(member.value(), fresh -> new LinkedHashSet<>())
                                .add(word);
                }
            }
            case Event.Unmuted(MemberId member, Mute mute) -> {
                switch (mute) {
                    case Mute.OfMember(MemberId other) -> members.remove(member.value(), other.value());
                    case Mute.OfTopic topic ->
                        topics.remove(member.value(), topic.topic().value());
                    case Mute.OfWord(String word) -> unmuteWord(member.value(), word);
                }
            }
            default -> {}
        }
    }

    private void unmuteWord(int member, String word) {
        Set<String> own = words.get(member);
        if (own == null) return;
        own.remove(word);
        if (own.isEmpty()) words.remove(member);
    }

    @Override
    public boolean mutedMember(int member, int other) {
        return members.contains(member, other);
    }

    @Override
    public boolean mutedTopic(int member, int topic) {
        return topics.contains(member, topic);
    }

    @Override
    public List<String> words(int member) {
        Set<String> own = words.get(member);
        return own == null ? List.of() : List.copyOf(own);
    }

    @Override
    public int[] members(int member) {
        return members.copy(member);
    }

    @Override
    public int[] topics(int member) {
        return topics.copy(member);
    }

    @Override
    public boolean any(int member) {
        return members.size(member) > 0 || topics.size(member) > 0 || words.containsKey(member);
    }

    @Override
    public void forget(Erased erased) {
        for (int gone : erased.memberNumbers()) {
            members.clear(gone);
            topics.clear(gone);
            words.remove(gone);
        }
        members.removeIf(erased::member);
    }

    @Override
    public void disclose(MemberId id, Disclosure into) {
        int member = id.value();
        for (int other : members.copy(member)) into.member("mutes", other);
        for (int topic : topics.copy(member)) into.number("mutes-topic", topic);
        for (String word : words(member)) into.text("mutes-word", word);
    }

    @Override
    public void digest(Digest into) {
        members.digest(into);
        topics.digest(into);
        List<Integer> owners = new ArrayList<>(words.keySet());
        owners.sort(null);
        for (int owner : owners) {
            into.add(owner);
            words(owner).forEach(into::add);
        }
    }

    @Override
    public int format() {
        return 1;
    }

    @Override
    public void save(ArrayWriter into) {
        members.save(into);
        topics.save(into);
        int[] owners = new int[words.values().stream().mapToInt(Set::size).sum()];
        List<String> texts = new ArrayList<>(owners.length);
        new TreeMap<>(words).forEach((owner, own) -> {
            for (String word : own) {
                owners[texts.size()] = owner;
                texts.add(word);
            }
        });
        into.ints(owners, owners.length).texts(texts);
    }

    @Override
    public void load(ArrayReader from) {
        members.load(from);
        topics.load(from);
        int[] owners = from.ints();
        List<String> texts = from.texts();
        words.clear();
        for (int k = 0; k < owners.length; k++) {
            words.computeIfAbsent(owners[k], fresh -> new LinkedHashSet<>()).add(texts.get(k));
        }
    }
}
