package attune.store.projection;

import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.identity.MemberId;
import attune.store.log.Erased;
import attune.store.snapshot.ArrayReader;
import attune.store.snapshot.ArrayWriter;
import attune.store.view.ControlsView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Members' named settings; an empty value takes a setting back.
public final class Controls implements Projection, ControlsView {
    private final Map<Integer, TreeMap<String, String>> settings = new HashMap<>();

    @Override
    public String name() {
        return "controls";
    }

    @Override
    public void apply(Envelope envelope) {
        if (!(envelope.event() instanceof Event.ControlSet(MemberId member, String control, String value))) return;
        TreeMap<String, String> own = settings.computeIfAbsent(member.value(), fresh -> new TreeMap<>());
        if (value.isEmpty()) own.remove(control);
        else own.put(control, value);
        if (own.isEmpty()) settings.remove(member.value());
    }

    @Override
    public Optional<String> value(int member, String control) {
        return Optional.ofNullable(of(member).get(control));
    }

    @Override
    public Map<String, String> of(int member) {
        TreeMap<String, String> own = settings.get(member);
        return own == null ? Map.of() : Collections.unmodifiableMap(own);
    }

    @Override
    public void forget(Erased erased) {
        for (int member : erased.memberNumbers()) settings.remove(member);
    }

    @Override
    public void disclose(MemberId member, Disclosure into) {
        of(member.value()).forEach((control, value) -> into.text("control " + control, value));
    }

    @Override
    public void digest(Digest into) {
        new TreeMap<>(settings).forEach((member, own) -> {
            into.add(member);
            own.forEach((control, value) -> into.add(control).add(value));
        });
    }

    @Override
    public int format() {
        return 1;
    }

    @Override
    public void save(ArrayWriter into) {
        List<String> texts = new ArrayList<>();
        int[] members = new int[settings.values().stream().mapToInt(Map::size).sum()];
        int[] count = new int[1];
        new TreeMap<>(settings)
                .forEach((member, own) -> own.forEach((control, value) -> {
                    members[count[0]++] = member;
                    texts.add(control);
                    texts.add(value);
                }));
        into.ints(members, members.length).texts(texts);
    }

    @Override
    public void load(ArrayReader from) {
        int[] members = from.ints();
        List<String> texts = from.texts();
        settings.clear();
        for (int k = 0; k < members.length; k++) {
            settings.computeIfAbsent(members[k], fresh -> new TreeMap<>()).put(texts.get(2 * k), texts.get(2 * k + 1));
        }
    }
}
