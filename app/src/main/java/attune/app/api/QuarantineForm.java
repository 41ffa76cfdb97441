package attune.app.api;

import static attune.http.schema.Schemas.count;
import static attune.http.schema.Schemas.id;
import static attune.http.schema.Schemas.integer;
import static attune.http.schema.Schemas.object;
import static attune.http.schema.Schemas.text;
import static attune.http.schema.Schemas.time;
import static attune.http.schema.Schemas.truth;

import attune.http.json.JsonWriter;
import attune.http.schema.ObjectSchema;
import attune.model.identity.MemberId;
import attune.store.log.Directory;
import attune.store.projection.Encounters;
import attune.store.projection.SharedProjections;
import attune.store.quarantine.Rule;
import attune.store.view.QuarantinesView.Quarantine;

/// A quarantine as the API tells it, with what was measured and how much it holds. Under the state's read lock.
record QuarantineForm(SharedProjections views, Directory directory) {
    /// Where a member's objection is kept; a setting of theirs, so it is sealed, exported and erased with the rest.
    static final String OBJECTION = "quarantine.objection";

    static final ObjectSchema QUARANTINE = object("Quarantine", "A span in which what a member did is held.")
            .required("member", id("Whose acts are held."))
            .required("name", text("What others call them."))
            .required("rule", text("Code of the rule that placed it, such as flood-minute."))
            .required("why", text("What was measured, in a sentence."))
            .required("observed", integer("What was measured, in the rule's unit."))
            .required("limit", integer("What the rule allows."))
            .required("placedAt", time("When it was placed."))
            .required("from", time("Acts of this time and later are held."))
            .required(
                    "until",
                    time("Acts before this time are held; null while it stands.")
                            .orNull())
            .required("stands", truth("Whether it holds what the member does now."))
            .required("confirmed", truth("Whether a person looked at it and left it standing."))
            .required("counted", truth("Whether, once ended, what was held counts again."))
            .required("heldActs", count("Acts standing that lie in it: they count for nobody but the member."))
            .required("heldImpressions", count("Items on the screen that lie in it."))
            .required(
                    "objection",
                    text("What the member says to it; null when nothing was said.")
                            .orNull());

    void write(JsonWriter out, MemberId member, Quarantine one) {
        out.object()
                .field("member", directory.externalId(member).value())
                .field("name", views.members.name(member.value()))
                .field("rule", one.rule())
                .field("why", sentence(one))
                .field("observed", one.observed())
                .field("limit", one.limit())
                .time("placedAt", one.placedMillis())
                .time("from", one.fromMillis());
        if (one.stands()) out.nothing("until");
        else out.time("until", one.untilMillis());
        out.field("stands", one.stands()).field("confirmed", one.confirmed()).field("counted", one.counted());
        Encounters.Amount held = one.counted()
                ? new Encounters.Amount(0, 0)
                : views.encounters.between(member.value(), one.fromMillis(), one.untilMillis());
        out.field("heldActs", held.acts()).field("heldImpressions", held.impressions());
        out.field("objection", views.controls.value(member.value(), OBJECTION).orElse(null));
        out.end();
    }

    static String sentence(Quarantine one) {
        return Rule.of(one.rule())
                .map(rule -> rule.words(one.observed(), one.limit()))
                .orElse("Rule " + one.rule() + ": " + one.observed() + ", of at most " + one.limit() + ".");
    }
}
