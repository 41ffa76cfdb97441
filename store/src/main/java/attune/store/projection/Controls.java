package attune.store.projection;

import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.identity.MemberId;
import attune.store.log.Erased;
import attune.store.view.ControlsView;
import java.util.Collections;
import java.util.HashMap;
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
}
