package attune.networks.wire;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The types of events on the wire: for each its name, its fields beside those all events share, and whether a
/// member may state it with their own token.
///
/// What opens closed items (following, joining a group), what decides about members (age, locks, labels) and
/// what must not be invented (purchases) is for the network's own server to state.
public enum WireType {
    MEMBER_JOINED("member.joined", Voice.NETWORK, "member name locale timeZone ageBand locked recommendable"),
    MEMBER_CHANGED("member.changed", Voice.NETWORK, "member name locale timeZone ageBand locked recommendable"),
    MEMBER_LEFT("member.left", Voice.NETWORK, "member"),
    MEMBER_DEACTIVATED("member.deactivated", Voice.NETWORK, "member"),
    MEMBER_REACTIVATED("member.reactivated", Voice.NETWORK, "member"),
    ITEM_PUBLISHED("item.published", Voice.MEMBER, ItemWire.FIELDS),
    ITEM_EDITED("item.edited", Voice.MEMBER, ItemWire.FIELDS),
    ITEM_REMOVED("item.removed", Voice.MEMBER, "item"),
    FOLLOWED("followed", Voice.NETWORK, "member other"),
    UNFOLLOWED("unfollowed", Voice.MEMBER, "member other"),
    BLOCKED("blocked", Voice.MEMBER, "member other"),
    UNBLOCKED("unblocked", Voice.MEMBER, "member other"),
    MUTED("muted", Voice.MEMBER, "member what value"),
    UNMUTED("unmuted", Voice.MEMBER, "member what value"),
    GROUP_JOINED("group.joined", Voice.NETWORK, "member group"),
    GROUP_LEFT("group.left", Voice.MEMBER, "member group"),
    IMPRESSED("impressed", Voice.MEMBER, "member item trace position"),
    ACTED("acted", Voice.MEMBER, "member item act value trace"),
    ACT_UNDONE("act.undone", Voice.MEMBER, "member item act"),
    SEARCHED("searched", Voice.MEMBER, "member query"),
    VIEWED("viewed", Voice.MEMBER, "member item"),
    ADDED("added", Voice.MEMBER, "member item quantity"),
    PURCHASED("purchased", Voice.NETWORK, "member item quantity amountMicros currency"),
    CONSENT_GIVEN("consent.given", Voice.MEMBER, "member purpose version"),
    CONSENT_WITHDRAWN("consent.withdrawn", Voice.MEMBER, "member purpose version"),
    CONTROL_SET("control.set", Voice.MEMBER, "member control value"),
    LABEL_SET("label.set", Voice.NETWORK, "item member label negated expires"),
    ACT_DEFINED("act.defined", Voice.NETWORK, "act unit polarity shown"),
    RECORD_DELETED("record.deleted", Voice.NETWORK, "source record");

    /// What every event may have, and what its type has beside.
    private static final Map<WireType, Set<String>> FIELDS = Collections.unmodifiableMap(
            new EnumMap<>(Arrays.stream(values()).collect(Collectors.toMap(Function.identity(), WireType::allFields))));

    /// In the order of the names, so that of two equally near names the same is suggested every time.
    private static final Map<String, WireType> BY_NAME = Collections.unmodifiableMap(
            new TreeMap<>(Arrays.stream(values()).collect(Collectors.toMap(WireType::wireName, Function.identity()))));

    private final String wireName;
    private final Voice voice;
    private final String fields;

    WireType(String wireName, Voice voice, String fields) {
        this.wireName = wireName;
        this.voice = voice;
        this.fields = fields;
    }

    /// Who may state a fact of this type.
    enum Voice {
        /// The member it is about, or the network for them.
        MEMBER,
        /// The network's own server only.
        NETWORK
    }

    public static Optional<WireType> named(String wireName) {
        return Optional.ofNullable(BY_NAME.get(wireName));
    }

    static Set<String> names() {
        return BY_NAME.keySet();
    }

    public String wireName() {
        return wireName;
    }

    boolean membersMayState() {
        return voice == Voice.MEMBER;
    }

    /// All fields an event of this type may have.
    public Set<String> fields() {
        return Objects.requireNonNull(FIELDS.get(this));
    }

    private static Set<String> allFields(WireType type) {
        Set<String> all = new TreeSet<>(List.of("type", "id", "at", "source", "record"));
        all.addAll(List.of(type.fields.split(" ")));
        return Collections.unmodifiableSet(all);
    }
}
