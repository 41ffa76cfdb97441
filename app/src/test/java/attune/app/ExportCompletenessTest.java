package attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import attune.http.json.Json;
import attune.http.json.JsonObject;
import attune.http.json.JsonWriter;
import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.identity.ExternalId;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.privacy.rights.Telling;
import attune.privacy.rights.Telling.Concern;
import attune.store.embedded.Scanner.Finding;
import attune.store.embedded.Scanner.Needles;
import attune.testkit.sample.Chronicle;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The scanner finds nothing of a member that the member's copy lacks, but for what decision 0034 withholds: random
/// communities, every fact that the scanner finds, and the copy beside it. A failure names its seed.
@Timeout(120)
class ExportCompletenessTest {
    private static final List<Long> SEEDS = List.of(11L, 12L);
    private static final int MEMBERS = 8;

    @TempDir
    Path folder;

    @Test
    void every_fact_the_scanner_finds_is_in_the_copy_or_withheld_by_rule() {
        Set<Concern> met = new TreeSet<>();
        for (long seed : SEEDS) {
            try (RunningNode node = told(seed)) {
                for (int member = 0; member < MEMBERS; member++) {
                    String name = "m" + member;
                    assertThat(lacks(node, name, copy(node, name), met))
                            .as("seed %d, %s", seed, name)
                            .isEmpty();
                }
            }
        }
        assertThat(met).as("the communities hold every kind").contains(Concern.OWN, Concern.ABOUT, Concern.WITHHELD);
    }

    /// The check can fail: a copy that leaves out one fact of each kind is caught.
    @Test
    void a_copy_with_a_fact_left_out_is_caught() {
        try (RunningNode node = told(13)) {
            for (String kind : List.of("events", "served", "about", "ledger")) {
                String name = withAny(node, kind);
                JsonObject cut = without(copy(node, name), kind);

                assertThat(lacks(node, name, cut, new TreeSet<>())).as(kind).isNotEmpty();
            }
        }
    }

    private static String withAny(RunningNode node, String kind) {
        for (int member = 0; member < MEMBERS; member++) {
            if (!copy(node, "m" + member).objects(kind).isEmpty()) return "m" + member;
        }
        throw new AssertionError("Nobody has any " + kind);
    }

    private static JsonObject copy(RunningNode node, String name) {
        return node.get(node.operator, "/v1/members/" + name + "/export")
                .is(200)
                .json();
    }

    private static JsonObject without(JsonObject whole, String kind) {
        List<JsonObject> left = new ArrayList<>(whole.objects(kind));
        left.removeLast();
        return Json.parseObject(JsonWriter.text(out -> {
            out.object();
            for (String name : whole.names()) {
                if (!name.equals(kind)) out.field(name, whole.get(name));
            }
            out.array(kind);
            left.forEach(out::value);
            out.end().end();
        }));
    }

    private RunningNode told(long seed) {
        RunningNode node = RunningNode.open(folder.resolve("seed-" + seed));
        Chronicle chronicle = new Chronicle(seed, node.clock, MEMBERS);
        chronicle.begin(node.attune.log());
        chronicle.go(node.attune.log(), 700);
        for (int member = 0; member < MEMBERS; member++) {
            node.get(node.backend, "/v1/members/m" + member + "/slates/home?count=5");
        }
        node.attune.store().blobs().flush();
        return node;
    }

    /// What the scanner finds and the copy does not tell.
    private static List<String> lacks(RunningNode node, String name, JsonObject copy, Set<Concern> met) {
        MemberId member = node.attune.directory().member(new ExternalId(name)).orElseThrow();
        Needles needles = needles(node, member, name);
        Map<Long, Envelope> log = new HashMap<>();
        node.attune.log().replay(0, envelope -> log.put(envelope.sequence(), envelope));
        Set<Long> facts = new TreeSet<>();
        Set<String> runs = new HashSet<>();
        Set<String> entries = new TreeSet<>();
        for (Finding finding : node.attune.store().scanner().scan(needles).findings()) {
            if (finding.place().startsWith("fact ") && !finding.what().startsWith("text")) {
                facts.add(Long.parseLong(finding.place().split("[ ,]")[1]));
            }
            if (finding.file().equals("ledger.db") && finding.what().equals("subject")) {
                entries.add(finding.place());
            }
            if (finding.file().equals("blobs.db") && finding.what().equals("owner")) runs.add(finding.place());
        }
        Telling telling = new Telling(member, node.attune.views().items, node.attune.directory());
        List<String> lacking = new ArrayList<>();
        Map<String, List<String>> expected = new TreeMap<>();
        for (String part : List.of("events", "served", "about")) expected.put(part, new ArrayList<>());
        for (long sequence : facts) {
            Envelope envelope = Objects.requireNonNull(log.get(sequence));
            Event event = envelope.event();
            String at = Instant.ofEpochMilli(envelope.eventMillis()).toString();
            Concern concern = node.attune.store().state().read(() -> telling.concern(event));
            met.add(concern);
            switch (concern) {
                case OWN ->
                    Objects.requireNonNull(expected.get(event instanceof Event.Served ? "served" : "events"))
                            .add(at);
                case ABOUT -> Objects.requireNonNull(expected.get("about")).add(at);
                case WITHHELD -> {}
                case NONE -> lacking.add("no rule for " + event);
            }
        }
        expected.forEach((part, times) -> {
            List<String> there = copy.objects(part).stream()
                    .map(one -> one.time("at").toString())
                    .toList();
            if (!there.equals(times)) lacking.add(part + ": " + there + " instead of " + times);
        });
        Set<String> told = copy.objects("ledger").stream()
                .map(one -> "entry " + one.integer("entry"))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!told.equals(entries)) lacking.add("ledger: " + told + " instead of " + entries);
        if (copy.objects("traces").size() != runs.size()) lacking.add("traces: " + runs.size());
        return lacking;
    }

    private static Needles needles(RunningNode node, MemberId member, String name) {
        var items = node.attune.views().items;
        Set<ItemId> own = new HashSet<>();
        for (int item = 0; item < items.limit(); item++) {
            if (items.exists(item) && items.author(item) == member.value()) own.add(new ItemId(item));
        }
        return new Needles(member, own, List.of("Name of " + name));
    }
}
