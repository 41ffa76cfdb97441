package attune.store.codec;

import attune.model.event.Act;
import attune.model.event.ActId;
import attune.model.identity.ExternalId;
import attune.model.item.Audience;
import attune.model.item.ItemKind;
import attune.model.item.Post;
import attune.model.item.ThreadLinks;
import attune.model.member.AgeBand;
import attune.model.member.Profile;
import attune.model.policy.Label;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/// The nouns that several events hold. Choices are written as their position in the enum, which is therefore part of
/// the format: append only.
final class NounCodec {
    private static final AgeBand[] AGE_BANDS = AgeBand.values();
    private static final ItemKind[] ITEM_KINDS = ItemKind.values();
    private static final Act.Unit[] UNITS = Act.Unit.values();
    private static final Act.Polarity[] POLARITIES = Act.Polarity.values();

    private static final int PUBLIC = 0;
    private static final int FOLLOWERS = 1;
    private static final int GROUP = 2;
    private static final int MENTIONED = 3;
    private static final int ONLY_ME = 4;

    private NounCodec() {}

    static void write(FieldWriter personal, Profile profile) {
        personal.text(1, profile.externalId().value())
                .text(2, profile.name())
                .text(3, String.join(" ", profile.languages()))
                .text(4, profile.zone().getId())
                .choice(5, profile.ageBand())
                .flag(6, profile.locked())
                .flag(7, profile.recommendable());
    }

    static Profile profile(FieldReader personal) {
        return new Profile(
                new ExternalId(personal.text(1)),
                personal.text(2),
                words(personal.text(3)),
                zone(personal.text(4)),
                personal.choice(5, AGE_BANDS),
                personal.flag(6),
                personal.flag(7));
    }

    /// Fields 2 and up of an item's event; 1 is the item.
    static void write(FieldWriter open, FieldWriter personal, Post post) {
        open.choice(2, post.kind()).text(3, post.language());
        switch (post.audience()) {
            case Audience.Public _ -> open.number(4, PUBLIC);
            case Audience.Followers _ -> open.number(4, FOLLOWERS);
            case Audience.Group of -> open.number(4, GROUP).item(5, of.group());
            case Audience.Mentioned _ -> open.number(4, MENTIONED);
            case Audience.OnlyMe _ -> open.number(4, ONLY_ME);
        }
        open.item(6, post.thread().replyTo())
                .item(7, post.thread().quoteOf())
                .item(8, post.thread().repostOf())
                .topics(9, post.topics())
                .members(10, post.mentions());
        personal.text(1, post.externalId().value()).text(2, post.text());
    }

    static Post post(FieldReader open, FieldReader personal) {
        ItemKind kind = open.choice(2, ITEM_KINDS);
        String language = open.text(3);
        Audience audience = switch (open.integer(4)) {
            case PUBLIC -> Audience.PUBLIC;
            case FOLLOWERS -> Audience.FOLLOWERS;
            case GROUP -> new Audience.Group(open.item(5));
            case MENTIONED -> Audience.MENTIONED;
            case ONLY_ME -> Audience.ONLY_ME;
            // Fail closed: an audience nobody here knows must not open an item.
            default -> Audience.ONLY_ME;
        };
        ThreadLinks thread = new ThreadLinks(open.itemIfAny(6), open.itemIfAny(7), open.itemIfAny(8));
        return new Post(
                new ExternalId(personal.text(1)),
                kind,
                personal.text(2),
                language,
                audience,
                thread,
                open.topics(9),
                open.members(10));
    }

    /// Fields 2 to 5; 1 is what bears the label.
    static void write(FieldWriter open, Label label) {
        open.text(2, label.value())
                .text(3, label.source())
                .flag(4, label.negated())
                .number(5, label.expiresMillis());
    }

    static Label label(FieldReader open) {
        return new Label(open.text(2), open.text(3), open.flag(4), open.number(5));
    }

    static void write(FieldWriter open, Act act) {
        open.number(1, act.id().value())
                .text(2, act.name())
                .choice(3, act.unit())
                .choice(4, act.polarity())
                .flag(5, act.shown());
    }

    static Act act(FieldReader open) {
        return new Act(
                new ActId(open.integer(1)),
                open.text(2),
                open.choice(3, UNITS),
                open.choice(4, POLARITIES),
                open.flag(5));
    }

    private static List<String> words(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(" "));
    }

    /// A zone this Java does not know (yet) reads as UTC: better a shifted day than a log that does not open.
    private static ZoneId zone(String id) {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException unknown) {
            return ZoneOffset.UTC;
        }
    }
}
