package attune.networks.wire;

import attune.model.event.Act;
import attune.model.event.ActId;
import attune.model.event.Event.Added;
import attune.model.event.Event.MemberLabelled;
import attune.model.event.Event.Purchased;
import attune.model.identity.ExternalId;
import attune.model.policy.Label;
import attune.store.log.Resolution;

/// Reads what an event says about acts, impressions, catalogue acts and labels.
final class ActWire {
    /// The largest value of one act: with it, a member can act nine thousand times before a sum leaves a `long`.
    static final long MAX_VALUE = 1_000_000_000_000_000L;

    private static final int MAX_POSITION = 1_000_000;
    private static final int MAX_QUANTITY = 1_000_000;
    private static final int UNKNOWN_POSITION = -1;

    private ActWire() {}

    static Resolution impressed(WireFields fields) {
        int position =
                (int) fields.json().findInteger("position", 0, MAX_POSITION).orElse(UNKNOWN_POSITION);
        return Named.impressed(fields.id("member"), fields.id("item"), fields.traceIfAny(), position);
    }

    static Resolution acted(WireFields fields) {
        long value = fields.json().findInteger("value", 0, MAX_VALUE).orElse(1);
        return Named.acted(fields.id("member"), fields.id("item"), fields.name("act"), value, fields.traceIfAny());
    }

    static Resolution undone(WireFields fields) {
        return Named.actUndone(fields.id("member"), fields.id("item"), fields.name("act"));
    }

    static Resolution added(WireFields fields) {
        int quantity = quantity(fields);
        return Named.onItem(fields.id("member"), fields.id("item"), (who, what) -> new Added(who, what, quantity));
    }

    static Resolution purchased(WireFields fields) {
        int quantity = quantity(fields);
        long amountMicros = fields.json().integer("amountMicros", 0, MAX_VALUE);
        String currency = fields.name("currency");
        if (!currency.matches("[A-Z]{3}")) {
            throw fields.invalid("currency", "not a currency", "use ISO 4217, for example \"EUR\"");
        }
        return Named.onItem(
                fields.id("member"),
                fields.id("item"),
                (who, what) -> new Purchased(who, what, quantity, amountMicros, currency));
    }

    private static int quantity(WireFields fields) {
        return (int) fields.json().findInteger("quantity", 1, MAX_QUANTITY).orElse(1);
    }

    static Resolution labelled(WireFields fields, String source) {
        String value = fields.name("label");
        boolean negated = fields.json().findTruth("negated").orElse(false);
        long expiresMillis = fields.millis("expires", Long.MAX_VALUE);
        Label label = fields.made("label", () -> new Label(value, source, negated, expiresMillis));
        ExternalId item = fields.idIfAny("item");
        ExternalId member = fields.idIfAny("member");
        if ((item == null) == (member == null)) {
            throw fields.invalid("label", "must be set on one thing", "give either item or member");
        }
        if (item != null) return Named.itemLabelled(item, label);
        return Named.ofMember(fields.id("member"), who -> new MemberLabelled(who, label));
    }

    static Resolution defined(WireFields fields) {
        String name = fields.name("act");
        Act.Unit unit = fields.constant("unit", Act.Unit.class);
        Act.Polarity polarity = fields.constant("polarity", Act.Polarity.class);
        boolean shown = fields.json().findTruth("shown").orElse(false);
        fields.made("act", () -> new Act(new ActId(0), name, unit, polarity, shown));
        return Named.actDefined(name, unit, polarity, shown);
    }
}
