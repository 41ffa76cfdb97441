package attune.store.projection;

import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.identity.MemberId;
import attune.model.member.AgeBand;
import attune.model.member.Profile;
import attune.store.log.Erased;
import attune.store.snapshot.ArrayReader;
import attune.store.snapshot.ArrayWriter;
import attune.store.view.MembersView;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Accounts: whether they are active, and the parts of the profile that decide what may be shown.
public final class Members implements Projection, MembersView {
    private static final byte JOINED = 1;
    private static final byte GONE = 2;
    private static final byte LOCKED = 4;
    private static final byte OPTED_OUT = 8;
    private static final byte RESTRICTED = 16;

    private final Languages languages;
    private byte[] flags = new byte[64];
    private byte[] ages = new byte[64];
    private long[] languageBits = new long[64];
    private long[] joinedMillis = new long[64];
    private byte[] @Nullable [] names = new byte[64][];
    private int limit;

    public Members(Languages languages) {
        this.languages = languages;
    }

    @Override
    public String name() {
        return "members";
    }

    @Override
    public void apply(Envelope envelope) {
        switch (envelope.event()) {
            case Event.MemberJoined(MemberId member, Profile profile) -> {
                set(member, profile);
                joinedMillis[member.value()] = envelope.eventMillis();
            }
            case Event.MemberChanged(MemberId member, Profile profile) -> set(member, profile);
            case Event.MemberLeft(MemberId member) -> flag(member, GONE, true);
            case Event.MemberDeactivated(MemberId member) -> flag(member, GONE, true);
            case Event.MemberReactivated(MemberId member) -> flag(member, GONE, false);
            case Event.ErasureAsked(MemberId member) -> flag(member, RESTRICTED, true);
            default -> {}
        }
    }

    private void set(MemberId id, Profile profile) {
        int member = id.value();
        grow(member);
        limit = Math.max(limit, member + 1);
        flag(id, JOINED, true);
        flag(id, LOCKED, profile.locked());
        flag(id, OPTED_OUT, !profile.recommendable());
        ages[member] = (byte) profile.ageBand().ordinal();
        languageBits[member] = languages.bits(profile.languages());
        names[member] = profile.name().getBytes(StandardCharsets.UTF_8);
    }

    private void grow(int member) {
        flags = Growing.bytes(flags, member);
        ages = Growing.bytes(ages, member);
        languageBits = Growing.longs(languageBits, member);
        joinedMillis = Growing.longs(joinedMillis, member);
        names = Growing.objects(names, member);
    }

    private void flag(MemberId id, byte flag, boolean on) {
        int member = id.value();
        grow(member);
        flags[member] = (byte) (on ? flags[member] | flag : flags[member] & ~flag);
    }

    private boolean has(int member, byte flag) {
        return member < flags.length && (flags[member] & flag) != 0;
    }

    @Override
    public boolean active(int member) {
        return has(member, JOINED) && !has(member, GONE) && !has(member, RESTRICTED);
    }

    @Override
    public AgeBand ageBand(int member) {
        return member < ages.length ? AgeBand.values()[ages[member]] : AgeBand.UNKNOWN;
    }

    @Override
    public boolean locked(int member) {
        return has(member, LOCKED);
    }

    /// False for a number nobody has: who is unknown is not recommended.
    @Override
    public boolean recommendable(int member) {
        return has(member, JOINED) && !has(member, OPTED_OUT) && !has(member, LOCKED) && !has(member, RESTRICTED);
    }

    @Override
    public long languages(int member) {
        return member < languageBits.length ? languageBits[member] : 0;
    }

    @Override
    public String name(int member) {
        byte[] name = member < names.length ? names[member] : null;
        return name == null ? "" : new String(name, StandardCharsets.UTF_8);
    }

    @Override
    public long joinedMillis(int member) {
        return member < joinedMillis.length ? joinedMillis[member] : 0;
    }

    @Override
    public int limit() {
        return limit;
    }

    @Override
    public void forget(Erased erased) {
        for (int member : erased.memberNumbers()) if (member < flags.length) clear(member);
    }

    private void clear(int member) {
        flags[member] = 0;
        ages[member] = 0;
        languageBits[member] = 0;
        joinedMillis[member] = 0;
        names[member] = null;
    }

    @Override
    public void disclose(MemberId id, Disclosure into) {
        int member = id.value();
        if (!has(member, JOINED)) return;
        into.text("name", name(member));
        into.text("age-band", ageBand(member).name());
        into.text("active", String.valueOf(active(member)));
        into.text("locked", String.valueOf(locked(member)));
        into.text("recommendable", String.valueOf(!has(member, OPTED_OUT)));
        into.number("joined-millis", (double) joinedMillis[member]);
        for (int language = 1; language < 64; language++) {
            if ((languageBits[member] & (1L << language)) != 0) into.text("language", languages.tag(language));
        }
    }

    @Override
    public void digest(Digest into) {
        for (int member = 0; member < flags.length; member++) {
            if (flags[member] == 0) continue;
            into.add(member)
                    .add(flags[member])
                    .add(ages[member])
                    .add(joinedMillis[member])
                    .add(name(member));
            for (int language = 1; language < 64; language++) {
                if ((languageBits[member] & (1L << language)) != 0) into.add(languages.tag(language));
            }
        }
    }

    @Override
    public int format() {
        return 1;
    }

    @Override
    public void save(ArrayWriter into) {
        int count = Growing.used(flags);
        into.number(limit)
                .bytes(flags, count)
                .bytes(ages, count)
                .longs(languageBits, count)
                .longs(joinedMillis, count)
                .secretArrays(names, count);
    }

    @Override
    public void load(ArrayReader from) {
        limit = (int) from.number();
        flags = from.bytes();
        ages = from.bytes();
        languageBits = from.longs();
        joinedMillis = from.longs();
        names = from.secretArrays();
    }
}
