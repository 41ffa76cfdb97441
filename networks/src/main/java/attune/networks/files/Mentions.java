package attune.networks.files;

import attune.model.event.Act;
import attune.model.event.Origin;
import attune.model.identity.ExternalId;
import attune.model.item.ItemKind;
import attune.model.member.AgeBand;
import attune.model.member.Profile;
import attune.model.policy.Purpose;
import attune.networks.wire.ItemStatement;
import attune.networks.wire.Named;
import attune.networks.wire.WireType;
import attune.store.log.Draft;
import attune.store.log.Resolution;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Members, items and acts that a file mentions without introducing them: each is stated once, before the first
/// fact that names it. Remembers the names it met, as the log's directory will.
final class Mentions {
    private static final ZoneId UTC = ZoneId.of("UTC");

    private final Findings findings;
    private final Origin origin;
    private final @Nullable ConsentBasis consent;
    private final Set<ExternalId> members = new HashSet<>();
    private final Set<ExternalId> items = new HashSet<>();

    Mentions(Findings findings, String source, @Nullable ConsentBasis consent) {
        this.findings = findings;
        this.origin = Origin.of(source);
        this.consent = consent;
        findings.note(
                consent == null
                        ? "No consent to personalization is imported: the members get the feed that does not profile."
                        : "All members consent to personalization, version " + consent.version() + ", because: "
                                + consent.words());
    }

    Origin origin() {
        return origin;
    }

    /// True the first time.
    boolean member(Place place, ExternalId id, String name, long atMillis) {
        if (!members.add(id)) return false;
        Profile profile = new Profile(id, name, List.of(), UTC, AgeBand.UNKNOWN, false, true);
        mention(place, WireType.MEMBER_JOINED, Line.idOf("member", id.value()), atMillis, Named.joined(profile));
        if (consent != null) {
            Resolution given = Named.consentGiven(id, Purpose.PERSONALIZATION, consent.version());
            mention(place, WireType.CONSENT_GIVEN, Line.idOf("consent", id.value()), atMillis, given);
        }
        return true;
    }

    boolean member(Place place, ExternalId id, long atMillis) {
        return member(place, id, "", atMillis);
    }

    /// The member under whose name a file's items stand when it names no author; gives no consent, being nobody.
    ExternalId catalogue(Place place, String id, long atMillis) {
        ExternalId author = new ExternalId(id);
        if (members.add(author)) {
            Profile profile = new Profile(author, id, List.of(), UTC, AgeBand.ADULT, false, true);
            mention(place, WireType.MEMBER_JOINED, Line.idOf("member", id), atMillis, Named.joined(profile));
        }
        return author;
    }

    boolean knows(ExternalId item) {
        return items.contains(item);
    }

    /// True the first time.
    boolean item(Place place, ItemStatement item, long atMillis) {
        if (!items.add(item.item())) return false;
        findings.language(item.language());
        mention(place, WireType.ITEM_PUBLISHED, Line.idOf("item", item.item().value()), atMillis, item.published());
        return true;
    }

    void act(Place place, String name, Act.Unit unit, Act.Polarity polarity) {
        Resolution defined = Named.actDefined(name, unit, polarity, false);
        mention(place, WireType.ACT_DEFINED, Line.idOf("act", name), Draft.NOW, defined);
    }

    /// A fact the line itself states.
    void fact(Line line, String part, WireType type, long atMillis, Resolution resolution) {
        findings.fact(line.place(), type, new Draft(origin, line.id(part, ""), atMillis, resolution));
    }

    private void mention(Place place, WireType type, String idempotency, long atMillis, Resolution resolution) {
        findings.mention(place, type, new Draft(origin, idempotency, atMillis, resolution));
    }

    /// An item about which a file says nothing but its id.
    static ItemStatement bare(ExternalId item, ExternalId author, ItemKind kind) {
        return ItemStatement.open(item, author, kind, "", "und", List.of());
    }
}
