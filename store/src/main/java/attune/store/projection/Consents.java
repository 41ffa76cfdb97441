package attune.store.projection;

import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.identity.MemberId;
import attune.model.policy.Consent;
import attune.model.policy.Purpose;
import attune.store.log.Erased;
import attune.store.snapshot.ArrayReader;
import attune.store.snapshot.ArrayWriter;
import attune.store.view.ConsentsView;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Members' standing answers per purpose, in one column of thirteen bytes a member for each purpose that anybody was
/// ever asked for. The log keeps all earlier answers.
public final class Consents implements Projection, ConsentsView {
    private static final byte GIVEN = 1;
    private static final byte WITHDRAWN = 2;

    private final Map<Purpose, Column> columns = new EnumMap<>(Purpose.class);

    public Consents() {
        for (Purpose purpose : Purpose.values()) columns.put(purpose, new Column());
    }

    private static final class Column {
        private byte[] answers = {};
        private int[] versions = {};
        private long[] sinceMillis = {};

        void set(int member, byte answer, int version, long atMillis) {
            answers = Growing.bytes(answers, member);
            versions = Growing.ints(versions, member, 0);
            sinceMillis = Growing.longs(sinceMillis, member);
            answers[member] = answer;
            versions[member] = version;
            sinceMillis[member] = atMillis;
        }

        byte answer(int member) {
            return member < answers.length ? answers[member] : 0;
        }
    }

    private Column column(Purpose purpose) {
        Column column = columns.get(purpose);
        if (column == null) throw new IllegalStateException("No column for " + purpose + ".");
        return column;
    }

    @Override
    public String name() {
        return "consents";
    }

    @Override
    public void apply(Envelope envelope) {
        switch (envelope.event()) {
            case Event.ConsentGiven(MemberId member, Purpose purpose, int version) ->
                column(purpose).set(member.value(), GIVEN, version, envelope.eventMillis());
            case Event.ConsentWithdrawn(MemberId member, Purpose purpose) ->
                column(purpose).set(member.value(), WITHDRAWN, 0, envelope.eventMillis());
            // Whoever asks for erasure allows nothing any more, though a hold keeps what is there.
            case Event.ErasureAsked(MemberId member) -> withdrawAll(member.value(), envelope.eventMillis());
            default -> {}
        }
    }

    private void withdrawAll(int member, long atMillis) {
        for (Column column : columns.values()) {
            if (column.answer(member) == GIVEN) column.set(member, WITHDRAWN, 0, atMillis);
        }
    }

    @Override
    public boolean given(int member, Purpose purpose) {
        return column(purpose).answer(member) == GIVEN;
    }

    @Override
    public List<Consent> of(int member) {
        List<Consent> own = new ArrayList<>(2);
        columns.forEach((purpose, column) -> {
            byte answer = column.answer(member);
            if (answer == 0) return;
            own.add(new Consent(purpose, answer == GIVEN, column.versions[member], column.sinceMillis[member]));
        });
        return List.copyOf(own);
    }

    @Override
    public void forget(Erased erased) {
        for (int member : erased.memberNumbers()) {
            for (Column column : columns.values()) if (column.answer(member) != 0) column.set(member, (byte) 0, 0, 0);
        }
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
        int limit = columns.values().stream()
                .mapToInt(column -> column.answers.length)
                .max()
                .orElse(0);
        for (int member = 0; member < limit; member++) {
            for (Consent consent : of(member)) {
                into.add(member)
                        .add(consent.purpose().ordinal())
                        .add(consent.given() ? 1 : 0)
                        .add(consent.version())
                        .add(consent.sinceMillis());
            }
        }
    }

    @Override
    public int format() {
        return 1;
    }

    @Override
    public void save(ArrayWriter into) {
        for (Column column : columns.values()) {
            int count = Growing.used(column.answers);
            into.bytes(column.answers, count).ints(column.versions, count).longs(column.sinceMillis, count);
        }
    }

    @Override
    public void load(ArrayReader from) {
        for (Column column : columns.values()) {
            column.answers = from.bytes();
            column.versions = from.ints();
            column.sinceMillis = from.longs();
        }
    }
}
