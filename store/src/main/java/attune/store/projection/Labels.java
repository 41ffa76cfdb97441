package attune.store.projection;

import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.model.policy.Label;
import attune.store.log.Erased;
import attune.store.snapshot.ArrayReader;
import attune.store.snapshot.ArrayWriter;
import attune.store.view.LabelsView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Labels standing on items and members. A later label of the same value and source replaces the earlier;
/// a negated one takes it back.
public final class Labels implements Projection, LabelsView {
    private final Map<Integer, List<Label>> ofItems = new HashMap<>();
    private final Map<Integer, List<Label>> ofMembers = new HashMap<>();

    @Override
    public String name() {
        return "labels";
    }

    @Override
    public void apply(Envelope envelope) {
        switch (envelope.event()) {
            case Event.ItemLabelled(ItemId item, Label label) -> put(ofItems, item.value(), label);
            case Event.MemberLabelled(MemberId member, Label label) -> put(ofMembers, member.value(), label);
            default -> {}
        }
    }

    private static void put(Map<Integer, List<Label>> labels, int subject, Label label) {
        List<Label> standing = labels.computeIfAbsent(subject, fresh -> new ArrayList<>());
        standing.removeIf(
                old -> old.value().equals(label.value()) && old.source().equals(label.source()));
        if (!label.negated()) standing.add(label);
        if (standing.isEmpty()) labels.remove(subject);
    }

    @Override
    public List<Label> ofItem(int item, long nowMillis) {
        return standing(ofItems, item, nowMillis);
    }

    @Override
    public List<Label> ofMember(int member, long nowMillis) {
        return standing(ofMembers, member, nowMillis);
    }

    private static List<Label> standing(Map<Integer, List<Label>> labels, int subject, long nowMillis) {
        List<Label> all = labels.get(subject);
        return all == null
                ? List.of()
                : all.stream()
                        .filter(label -> label.expiresMillis() > nowMillis)
                        .toList();
    }

    @Override
    public boolean itemLabelled(int item) {
        return ofItems.containsKey(item);
    }

    @Override
    public boolean memberLabelled(int member) {
        return ofMembers.containsKey(member);
    }

    @Override
    public void forget(Erased erased) {
        ofMembers.keySet().removeIf(erased::member);
        ofItems.keySet().removeIf(erased::item);
    }

    @Override
    public void disclose(MemberId member, Disclosure into) {
        for (Label label : ofMembers.getOrDefault(member.value(), List.of())) {
            into.text("label", label.value() + " by " + label.source());
        }
    }

    @Override
    public void digest(Digest into) {
        for (Map<Integer, List<Label>> labels : List.of(ofItems, ofMembers)) {
            new TreeMap<>(labels).forEach((subject, standing) -> {
                into.add(subject);
                standing.forEach(
                        label -> into.add(label.value()).add(label.source()).add(label.expiresMillis()));
            });
        }
    }

    @Override
    public int format() {
        return 1;
    }

    @Override
    public void save(ArrayWriter into) {
        save(ofItems, into);
        save(ofMembers, into);
    }

    private static void save(Map<Integer, List<Label>> labels, ArrayWriter into) {
        int[] subjects = new int[labels.values().stream().mapToInt(List::size).sum()];
        long[] expiries = new long[subjects.length];
        List<String> texts = new ArrayList<>();
        int[] count = new int[1];
        new TreeMap<>(labels).forEach((subject, standing) -> {
            for (Label label : standing) {
                subjects[count[0]] = subject;
                expiries[count[0]++] = label.expiresMillis();
                texts.add(label.value());
                texts.add(label.source());
            }
        });
        into.ints(subjects, subjects.length).longs(expiries, expiries.length).texts(texts);
    }

    @Override
    public void load(ArrayReader from) {
        load(ofItems, from);
        load(ofMembers, from);
    }

    /// Standing labels are never negated: those took another back and are gone.
    private static void load(Map<Integer, List<Label>> labels, ArrayReader from) {
        int[] subjects = from.ints();
        long[] expiries = from.longs();
        List<String> texts = from.texts();
        labels.clear();
        for (int k = 0; k < subjects.length; k++) {
            put(labels, subjects[k], new Label(texts.get(2 * k), texts.get(2 * k + 1), false, expiries[k]));
        }
    }
}
