package attune.app.evaluate;

import attune.app.demo.Demo;
import attune.model.event.Act;
import attune.model.event.Acts;
import attune.model.event.Event;
import attune.model.event.Origin;
import attune.model.identity.ExternalId;
import attune.model.identity.ItemId;
import attune.model.item.Audience;
import attune.model.member.AgeBand;
import attune.model.member.Profile;
import attune.model.policy.Purpose;
import attune.store.log.Draft;
import attune.store.log.Outcome;
import attune.store.projection.SharedProjections;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Accounts planted into a town that do what rules look for, at several strengths, down to where no rule should see
/// them. They act through the same log as the town's members and name the same source.
final class PlantedCrowd {
    static final int ACCOUNTS = 20;

    private static final Origin ORIGIN = Origin.of("town");
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    private final Demo demo;
    private final SplittableRandom random;
    private final List<Account> accounts = new ArrayList<>();

    PlantedCrowd(Demo demo, long seed) {
        this.demo = demo;
        this.random = new SplittableRandom(seed);
    }

    /// @param behaviour what it does, such as `flood.150-a-minute`
    record Account(String name, String behaviour, int number) {}

    /// One fact on its way.
    private record Deed(long atMillis, String member, String item, Act act, long value, boolean impression) {}

    /// How many accounts [#plant] opens.
    static int planted() {
        return Behaviours.NAMES.size() * ACCOUNTS;
    }

    /// By behaviour, in the order of planting.
    Map<String, List<Account>> byBehaviour() {
        Map<String, List<Account>> groups = new LinkedHashMap<>();
        for (Account account : accounts)
            groups.computeIfAbsent(account.behaviour(), fresh -> new ArrayList<>())
                    .add(account);
        return groups;
    }

    /// Opens the accounts of all behaviours at the town's present time.
    void plant() {
        for (String behaviour : Behaviours.NAMES) open(behaviour, ACCOUNTS);
    }

    List<Account> open(String behaviour, int count) {
        List<Account> opened = new ArrayList<>();
        List<Draft> drafts = new ArrayList<>();
        long now = demo.now().toEpochMilli();
        for (int k = 0; k < count; k++) {
            Account account = new Account("planted-" + behaviour + "-" + k, behaviour, k);
            ExternalId id = new ExternalId(account.name());
            Profile profile = new Profile(id, "", List.of("en"), ZoneOffset.UTC, AgeBand.ADULT, false, true);
            drafts.add(draft(now, new Joining(profile)));
            drafts.add(new Draft(
                    ORIGIN,
                    null,
                    now,
                    ids -> new Event.ConsentGiven(ids.member("member", id), Purpose.PERSONALIZATION, 1)));
            opened.add(account);
        }
        append(drafts);
        accounts.addAll(opened);
        return opened;
    }

    private record Joining(Profile profile) {}

    private static Draft draft(long atMillis, Joining joining) {
        return new Draft(
                ORIGIN,
                null,
                atMillis,
                ids -> new Event.MemberJoined(ids.newMember(joining.profile().externalId()), joining.profile()));
    }

    /// What all of them did in the hour that has just passed.
    void live(int hour) {
        long from = demo.now().toEpochMilli() - HOUR;
        List<String> items = items(from);
        List<Deed> deeds = new ArrayList<>();
        for (Account account : accounts) new Behaviours(account, items, deeds, from).live(hour);
        tell(deeds);
    }

    /// All of them like one item, each after `cover` others in the same order, spread over so many minutes.
    void attack(List<Account> attackers, String target, List<String> cover, int minutes) {
        long from = demo.now().toEpochMilli() - minutes * MINUTE;
        List<Deed> deeds = new ArrayList<>();
        for (Account account : attackers) {
            long at = from + random.nextLong(Math.max(1, (minutes - 2 * (cover.size() + 1)) * MINUTE));
            List<String> all = new ArrayList<>(cover);
            all.add(target);
            for (String item : all) {
                deeds.add(new Deed(at, account.name(), item, Acts.LIKE, 1, true));
                deeds.add(new Deed(at += 2 * SECOND + pause(20 * SECOND), account.name(), item, Acts.LIKE, 1, false));
                at += pause(30 * SECOND);
            }
        }
        tell(deeds);
    }

    private long pause(long meanMillis) {
        return (long) Math.min(2.0 * meanMillis, -Math.log(1 - random.nextDouble()) * meanMillis);
    }

    /// Public posts of before the hour, newest first.
    private List<String> items(long beforeMillis) {
        SharedProjections views = demo.attune().views();
        return demo.attune().store().state().read(() -> {
            int[] newest = new int[4_096];
            int count = views.items.newest(newest);
            List<String> items = new ArrayList<>();
            for (int k = 0; k < count; k++) {
                if (views.items.publishedMillis(newest[k]) < beforeMillis
                        && views.items.audience(newest[k]).equals(Audience.PUBLIC))
                    items.add(demo.attune()
                            .directory()
                            .externalId(new ItemId(newest[k]))
                            .value());
            }
            return items;
        });
    }

    private void tell(List<Deed> deeds) {
        deeds.sort(Comparator.comparingLong(Deed::atMillis));
        List<Draft> drafts = new ArrayList<>();
        for (Deed deed : deeds) {
            ExternalId member = new ExternalId(deed.member());
            ExternalId item = new ExternalId(deed.item());
            drafts.add(new Draft(
                    ORIGIN, null, Math.min(deed.atMillis(), demo.now().toEpochMilli()), ids -> {
                        if (deed.impression())
                            return new Event.Impressed(ids.member("member", member), ids.item("item", item), null, -1);
                        return new Event.Acted(
                                ids.member("member", member),
                                ids.item("item", item),
                                deed.act().id(),
                                deed.value(),
                                null);
                    }));
        }
        append(drafts);
    }

    private void append(List<Draft> drafts) {
        if (drafts.isEmpty()) return;
        for (Outcome outcome : demo.attune().log().appendNow(drafts)) {
            if (outcome instanceof Outcome.Rejected rejected)
                throw new IllegalStateException("A planted fact was refused: " + rejected);
        }
    }

    /// What one account does in one hour.
    private final class Behaviours {
        private static final List<String> NAMES = List.of(
                "flood.400-a-minute",
                "flood.150-a-minute",
                "flood.60-a-minute",
                "metronome.exact",
                "metronome.5-percent",
                "metronome.40-percent",
                "sleepless.36-hours",
                "sleepless.20-hours",
                "unseen.all",
                "unseen.half",
                "everything.all",
                "everything.80-percent",
                "in-step.12-items",
                "in-step.6-items",
                "dated-back.5",
                "dated-back.2",
                "dwell.20-hours",
                "dwell.3-hours");

        private final Account account;
        private final List<String> items;
        private final List<Deed> into;
        private final long from;

        Behaviours(Account account, List<String> items, List<Deed> into, long from) {
            this.account = account;
            this.items = items;
            this.into = into;
            this.from = from;
        }

        void live(int hour) {
            int own = account.number() % 6;
            switch (account.behaviour()) {
                case "flood.400-a-minute" -> once(hour, 3 + own, () -> flood(400));
                case "flood.150-a-minute" -> once(hour, 3 + own, () -> flood(150));
                case "flood.60-a-minute" -> once(hour, 3 + own, () -> flood(60));
                case "metronome.exact" -> metronome(hour, own, 0);
                case "metronome.5-percent" -> metronome(hour, own, 0.05);
                case "metronome.40-percent" -> metronome(hour, own, 0.4);
                case "sleepless.36-hours" -> sleepless(hour, 36);
                case "sleepless.20-hours" -> sleepless(hour, 20);
                case "unseen.all" -> once(hour, 5 + own, () -> sitting(45, 1, 1));
                case "unseen.half" -> once(hour, 5 + own, () -> sitting(45, 1, 0.5));
                case "everything.all" -> waking(hour, () -> sitting(25, 1, 0));
                case "everything.80-percent" -> waking(hour, () -> sitting(25, 0.8, 0));
                case "in-step.12-items" -> once(hour, 4, () -> inStep(12));
                case "in-step.6-items" -> once(hour, 4, () -> inStep(6));
                case "dated-back.5" -> once(hour, 4 + own, () -> datedBack(5));
                case "dated-back.2" -> once(hour, 4 + own, () -> datedBack(2));
                case "dwell.20-hours" -> once(hour, 4 + own, () -> dwell(40 * MINUTE));
                case "dwell.3-hours" -> once(hour, 4 + own, () -> dwell(6 * MINUTE));
                default -> {}
            }
        }

        private static void once(int hour, int when, Runnable doing) {
            if (hour == when) doing.run();
        }

        private static void waking(int hour, Runnable doing) {
            if (hour % 24 >= 2 && hour % 24 < 14) doing.run();
        }

        private String any() {
            return items.get(random.nextInt(items.size()));
        }

        private void see(long at, String item) {
            into.add(new Deed(at, account.name(), item, Acts.LIKE, 1, true));
        }

        private void like(long at, String item) {
            into.add(new Deed(at, account.name(), item, Acts.LIKE, 1, false));
        }

        private void flood(int perMinute) {
            long start = (from / MINUTE + 1) * MINUTE + random.nextLong(30) * MINUTE;
            for (int k = 0; k < perMinute; k++) {
                long at = start + k * MINUTE / perMinute + random.nextLong(MINUTE / perMinute);
                String item = any();
                see(at - 100, item);
                like(at, item);
            }
        }

        private void metronome(int hour, int own, double jitter) {
            if (hour < 3 + own || hour >= 5 + own) return;
            for (int k = 0; k < 30; k++) {
                long at = from + 2L * k * MINUTE + (long) (2 * MINUTE * jitter * (random.nextDouble() - 0.5) * 3.4);
                String item = any();
                see(Math.max(from, at) - SECOND, item);
                like(Math.max(from, at), item);
            }
        }

        private void sleepless(int hour, int hours) {
            if (hour < 2 || hour >= 2 + hours) return;
            for (int k = 0; k < 2; k++) {
                String item = any();
                long at = from + random.nextLong(HOUR);
                see(at - 3 * SECOND, item);
                like(at, item);
            }
        }

        /// @param liked share of the items seen; `unseen` share of the likes without an impression before
        private void sitting(int count, double liked, double unseen) {
            long at = from + random.nextLong(10 * MINUTE);
            for (int k = 0; k < count; k++) {
                String item = any();
                if (random.nextDouble() >= unseen) see(at, item);
                if (random.nextDouble() < liked) like(at + 2 * SECOND, item);
                at += 3 * SECOND + pause(50 * SECOND);
            }
        }

        private void inStep(int count) {
            long at = from + random.nextLong(20 * MINUTE);
            for (int k = 0; k < count; k++) {
                String item = items.get(items.size() / 2 + k * 7 % (items.size() / 4));
                see(at, item);
                like(at += 2 * SECOND + pause(30 * SECOND), item);
                at += pause(40 * SECOND);
            }
        }

        private void datedBack(int count) {
            for (int k = 0; k < count; k++) like(from - (30L + k) * 24 * HOUR, items.get(random.nextInt(50)));
        }

        private void dwell(long each) {
            long at = from + MINUTE;
            for (int k = 0; k < 30; k++) {
                String item = any();
                see(at, item);
                into.add(new Deed(at + SECOND, account.name(), item, Acts.DWELL, each, false));
                at += 30 * SECOND + pause(60 * SECOND);
            }
        }
    }
}
