package attune.store.projection;

import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.identity.MemberId;
import attune.model.policy.Consent;
import attune.model.policy.Purpose;
import attune.store.log.Erased;
import attune.store.view.ConsentsView;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Members' standing answers per purpose. The log keeps all earlier ones.
public final class Consents implements Projection, ConsentsView {
    private final Map<Integer, EnumMap<Purpose, Consent>> answers = new HashMap<>();

    @Override
    public String name() {
        return "consents";
    }

    @Override
    public void apply(Envelope envelope) {
        switch (envelope.event()) {
            case Event.ConsentGiven(MemberId member, Purpose purpose, int version) ->
                put(member, new Consent(purpose, true, version, envelope.eventMillis()));
            case Event.ConsentWithdrawn(MemberId member, Purpose purpose) ->
                put(member, new Consent(purpose, false, 0, envelope.eventMillis()));
            // Whoever asks for erasure allows nothing any more, though a hold keeps what is there.
            case Event.ErasureAsked(MemberId member) -> withdrawAll(member, envelope.eventMillis());
            default -> {}
        }
    }

    private void withdrawAll(MemberId member, long atMillis) {
        for (Consent consent : of(member.value())) {
            if (consent.given()) put(member, new Consent(consent.purpose(), false, 0, atMillis));
        }
    }

    private void put(MemberId member, Consent consent) {
        answers.computeIfAbsent(member.value(), fresh -> new EnumMap<>(Purpose.class))
                .put(consent.purpose(), consent);
    }

    @Override
    public boolean given(int member, Purpose purpose) {
        EnumMap<Purpose, Consent> own = answers.get(member);
        if (own == null) return false;
        Consent consent = own.get(purpose);
        return consent != null && consent.given();
    }

    @Override
    public List<Consent> of(int member) {
        EnumMap<Purpose, Consent> own = answers.get(member);
        return own == null ? List.of() : List.copyOf(own.values());
    }

    @Override
    public void forget(Erased erased) {
        for (int member : erased.memberNumbers()) answers.remove(member);
    }

    @Override
    public void disclose(MemberId member, Disclosure into) {
        for (Consent consent : of(member.value())) {
            into.text(
                    "consent",
                    consent.purpose() + (consent.given() ? " given, version " + consent.version() : " withdrawn"));
        }
    }

    @Override
    public void digest(Digest into) {
        List<Integer> members = new ArrayList<>(answers.keySet());
        members.sort(null);
        for (int member : members) {
            into.add(member);
            for (Consent consent : of(member)) {
                into.add(consent.purpose().ordinal())
                        .add(consent.given() ? 1 : 0)
                        .add(consent.version())
                        .add(consent.sinceMillis());
            }
        }
    }
}
