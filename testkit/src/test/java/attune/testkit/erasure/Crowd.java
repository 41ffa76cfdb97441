package attune.testkit.erasure;

import static attune.testkit.sample.Drafts.*;

import attune.model.identity.ExternalId;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.model.policy.Purpose;
import attune.model.policy.Seal;
import attune.store.embedded.EmbeddedStore;
import attune.store.embedded.Scanner.Needles;
import attune.store.log.Draft;
import attune.store.projection.SharedProjections;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Many members with names and words that can be searched for, entangled with each other at random.
final class Crowd {
    private final Random random;
    private final int members;

    Crowd(long seed, int members) {
        this.random = new Random(seed);
        this.members = members;
    }

    static EmbeddedStore open(Path folder) {
        return EmbeddedStore.open(
                folder,
                new SharedProjections(new Seal(), SharedProjections.Capacity.USUAL).all(),
                InstantSource.system(),
                new SecureRandom(),
                EmbeddedStore.Progress.SILENT);
    }

    static String name(int member) {
        return "at://crowd/member-" + member + "/";
    }

    private static String post(int member) {
        return name(member) + "post";
    }

    void settle(EmbeddedStore store) {
        List<Draft> drafts = new ArrayList<>();
        for (int member = 0; member < members; member++) {
            drafts.add(joined(name(member)));
            drafts.add(consented(name(member), Purpose.PERSONALIZATION));
            drafts.add(published(name(member), post(member), "Words of " + name(member)));
        }
        store.log().appendNow(drafts);
        for (int member = 0; member < members; member++) {
            List<Draft> acts = new ArrayList<>();
            for (int act = 0; act < 8; act++) acts.add(act(name(member), random.nextInt(members), random.nextInt(5)));
            acts.add(mutedWord(name(member), "never " + name(member)));
            store.log().append(acts).join();
        }
    }

    private static Draft act(String member, int other, int kind) {
        return switch (kind) {
            case 0 -> followed(member, name(other));
            case 1 -> blocked(member, name(other));
            case 2 -> impressed(member, post(other));
            case 3 -> searched(member, "looking for " + member);
            default -> liked(member, post(other));
        };
    }

    static MemberId number(EmbeddedStore store, int member) {
        return store.directory().member(new ExternalId(name(member))).orElseThrow();
    }

    /// Everything by which these members can be found.
    static Needles needles(EmbeddedStore store, List<Integer> crowd) {
        Set<MemberId> numbers = new HashSet<>();
        Set<ItemId> items = new HashSet<>();
        List<String> texts = new ArrayList<>();
        for (int member : crowd) {
            numbers.add(number(store, member));
            items.add(store.directory().item(new ExternalId(post(member))).orElseThrow());
            texts.add(name(member));
        }
        return new Needles(numbers, items, texts);
    }
}
