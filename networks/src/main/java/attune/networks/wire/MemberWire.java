package attune.networks.wire;

import attune.model.event.Event.ConsentWithdrawn;
import attune.model.event.Event.ControlSet;
import attune.model.event.Event.Searched;
import attune.model.event.Mute;
import attune.model.identity.ExternalId;
import attune.model.identity.MemberId;
import attune.model.member.AgeBand;
import attune.model.member.Profile;
import attune.model.policy.Purpose;
import attune.store.log.Resolution;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Reads what an event says about a member: profile, mutes, consents, controls, searches.
final class MemberWire {
    static final int MAX_QUERY_CHARS = 1_000;
    static final int MAX_CONTROL_CHARS = 4_000;

    private static final ZoneId UTC = ZoneId.of("UTC");

    private MemberWire() {}

    static Resolution joined(WireFields fields) {
        return Named.joined(profile(fields));
    }

    /// States the whole profile anew. Whether the account is locked and may be recommended must be said: a
    /// field left out must not open what the member had closed.
    static Resolution changed(WireFields fields) {
        for (String name : List.of("locked", "recommendable")) {
            if (!fields.has(name)) {
                throw fields.invalid(name, "missing", "give true or false; member.changed states the whole profile");
            }
        }
        return Named.changed(profile(fields));
    }

    private static Profile profile(WireFields fields) {
        List<String> languages = Languages.preferred(fields, "locale");
        if (languages.size() > Profile.MAX_LANGUAGES) {
            throw fields.invalid("locale", "has " + languages.size() + " languages", "give at most 8");
        }
        return new Profile(
                fields.id("member"),
                fields.findText("name", Profile.MAX_NAME_CHARS).orElse(""),
                languages,
                zone(fields),
                fields.findConstant("ageBand", AgeBand.class).orElse(AgeBand.UNKNOWN),
                fields.json().findTruth("locked").orElse(false),
                fields.json().findTruth("recommendable").orElse(true));
    }

    private static ZoneId zone(WireFields fields) {
        return fields.findText("timeZone", 100)
                .map(name -> {
                    try {
                        return ZoneId.of(name);
                    } catch (DateTimeException unknown) {
                        throw fields.invalid("timeZone", "not a time zone", "use a name such as \"Europe/Berlin\"");
                    }
                })
                .orElse(UTC);
    }

    static Resolution mute(WireFields fields, Named.OfTwo<MemberId, Mute> made) {
        ExternalId member = fields.id("member");
        return switch (fields.constant("what", What.class)) {
            case MEMBER -> Named.muteOfMember(member, fields.id("value"), made);
            case WORD -> {
                String word = fields.name("value");
                yield Named.muteOfWord(member, new Mute.OfWord(word), made);
            }
            case TOPIC -> Named.muteOfTopic(member, fields.name("value"), made);
        };
    }

    /// What can be muted.
    enum What {
        MEMBER,
        WORD,
        TOPIC
    }

    static Resolution searched(WireFields fields) {
        String query = fields.text("query", 1, MAX_QUERY_CHARS);
        return Named.ofMember(fields.id("member"), who -> new Searched(who, query));
    }

    static Resolution consentGiven(WireFields fields) {
        int version = (int) fields.json().integer("version", 1, Integer.MAX_VALUE);
        return Named.consentGiven(fields.id("member"), purpose(fields), version);
    }

    /// A version may be named, as it is when consent is given, but a withdrawal is a withdrawal of any.
    static Resolution consentWithdrawn(WireFields fields) {
        fields.json().findInteger("version", 1, Integer.MAX_VALUE);
        Purpose purpose = purpose(fields);
        return Named.ofMember(fields.id("member"), who -> new ConsentWithdrawn(who, purpose));
    }

    private static Purpose purpose(WireFields fields) {
        Purpose purpose = fields.constant("purpose", Purpose.class);
        if (!purpose.needsConsent()) {
            String asking = Arrays.stream(Purpose.values())
                    .filter(Purpose::needsConsent)
                    .map(WireFields::wireName)
                    .collect(Collectors.joining(", "));
            throw fields.invalid("purpose", "needs no consent", "consent is asked for " + asking);
        }
        return purpose;
    }

    static Resolution controlSet(WireFields fields) {
        String control = fields.name("control");
        String value = fields.text("value", 0, MAX_CONTROL_CHARS);
        return Named.ofMember(fields.id("member"), who -> new ControlSet(who, control, value));
    }
}
