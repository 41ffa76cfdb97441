package attune.networks.files;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.model.event.Event;
import attune.networks.wire.Notebook;
import attune.networks.wire.TraceReferences;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImporterTest {
    private static final String ADA = "{\"type\":\"member.joined\",\"member\":\"ada\"}\n";
    private static final String BOB = "{\"type\":\"member.joined\",\"member\":\"bob\"}\n";
    private static final String FOLLOW = "{\"type\":\"followed\",\"member\":\"ada\",\"other\":\"bob\"}\n";
    private static final Limits SMALL = new Limits(1_000, 1 << 26, 200, 5, 3);

    @TempDir
    Path folder;

    private final Notebook log = new Notebook();

    @Test
    void events_of_a_file_enter_the_log_in_their_order() throws IOException {
        ImportReport report = lines(ADA + "\n" + BOB + FOLLOW);

        assertThat(report.clean()).isTrue();
        assertThat(report.lines()).isEqualTo(3);
        assertThat(report.accepted()).isEqualTo(3);
        assertThat(report.stated()).containsEntry("member.joined", 2L).containsEntry("followed", 1L);
        assertThat(log.last()).isInstanceOf(Event.Followed.class);
    }

    @Test
    void importing_again_states_nothing_twice() throws IOException {
        lines(ADA + BOB + FOLLOW);
        ImportReport again = lines(ADA + BOB + FOLLOW);

        assertThat(again.accepted()).isZero();
        assertThat(again.duplicates()).isEqualTo(3);
        assertThat(again.clean()).isTrue();
        assertThat(log.envelopes).hasSize(3);
    }

    @Test
    void two_equal_lines_are_two_facts() throws IOException {
        String search = "{\"type\":\"searched\",\"member\":\"ada\",\"query\":\"hills\"}\n";

        assertThat(lines(ADA + search + search).accepted()).isEqualTo(3);
    }

    @Test
    void a_bad_line_names_its_place_and_does_not_sink_the_others() throws IOException {
        ImportReport report = lines(ADA + "{\"type\":\"folowed\"}\n" + BOB + "not json\n"
                + "{\"type\":\"followed\",\"member\":\"ada\",\"other\":\"eve\"}\n" + FOLLOW);

        assertThat(report.accepted()).isEqualTo(3);
        assertThat(report.faults().stream().map(Object::toString))
                .containsExactly(
                        "events.jsonl:2:type: unknown type; did you mean \"followed\"?",
                        "events.jsonl:4: Not JSON, at column 1",
                        "events.jsonl:5:other: unknown-member: No member has this id. Maybe send member.joined first.");
    }

    @Test
    void a_time_in_the_future_is_the_logs_to_reject() throws IOException {
        ImportReport report =
                lines(ADA + "{\"type\":\"member.left\",\"member\":\"ada\",\"at\":\"2100-01-01T00:00:00Z\"}\n");

        assertThat(report.faults().getFirst().toString()).startsWith("events.jsonl:2:at: future-time: ");
    }

    @Test
    void bytes_that_are_not_text_are_faults_of_their_line() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(ADA.getBytes(UTF_8));
        file.write(new byte[] {'"', (byte) 0xC3, (byte) 0x28, '"', '\n'});
        file.write("\0\0\n".getBytes(UTF_8));
        file.write(("\"" + "x".repeat(2_000) + "\"\n").getBytes(UTF_8));
        file.write(BOB.getBytes(UTF_8));
        ImportReport report = run(write("events.jsonl", file.toByteArray()));

        assertThat(report.accepted()).isEqualTo(2);
        assertThat(report.lines()).isEqualTo(5);
        assertThat(report.faults().stream().map(Object::toString))
                .containsExactly(
                        "events.jsonl:2: is not UTF-8; save the file as UTF-8",
                        "events.jsonl:3: holds a zero byte; maybe the file is not text, or is UTF-16",
                        "events.jsonl:4: is longer than 1000 bytes; maybe the line ends are missing");
    }

    @Test
    void a_byte_order_mark_and_carriage_returns_are_no_fault() throws IOException {
        ImportReport report = lines("\uFEFF" + (ADA + BOB + FOLLOW).replace("\n", "\r\n"));

        assertThat(report.clean()).isTrue();
        assertThat(report.accepted()).isEqualTo(3);
    }

    @Test
    void the_last_line_needs_no_end() throws IOException {
        assertThat(lines(ADA + BOB.strip()).accepted()).isEqualTo(2);
    }

    @Test
    void a_file_in_another_encoding_stops_after_a_few_faults() throws IOException {
        ImportReport report = run(write("events.jsonl", ADA.repeat(20).getBytes(UTF_16LE)));

        assertThat(report.stopped()).isTrue();
        assertThat(report.clean()).isFalse();
        assertThat(report.faultCount()).isEqualTo(5);
        assertThat(report.faults()).hasSize(3);
        assertThat(report.accepted()).isZero();
    }

    @Test
    void what_was_read_before_too_many_faults_is_reported_and_stands() throws IOException {
        ImportReport report = lines(ADA + "x\n".repeat(10) + BOB);

        assertThat(report.stopped()).isTrue();
        assertThat(report.accepted()).isEqualTo(1);
        assertThat(log.envelopes).hasSize(1);
    }

    @Test
    void packed_files_are_unpacked_whatever_they_are_called() throws IOException {
        run(write("events.jsonl", packed((ADA + BOB).getBytes(UTF_8))));
        ImportReport again = run(write("events.jsonl.gz", packed((ADA + BOB).getBytes(UTF_8))));

        assertThat(log.envelopes).hasSize(2);
        assertThat(again.duplicates()).isEqualTo(2);
    }

    @Test
    void a_small_file_that_unpacks_into_a_huge_one_is_stopped() throws IOException {
        Path bomb = write("bomb.jsonl.gz", packed(new byte[40 << 20]));

        assertThatThrownBy(() -> run(bomb))
                .isInstanceOf(FileTrouble.class)
                .hasMessage("bomb.jsonl.gz unpacks to more than 200 times its size, as no real data does."
                        + " Maybe unpack it and look inside first.");
    }

    @Test
    void a_file_longer_than_allowed_is_stopped() throws IOException {
        Limits tiny = new Limits(1_000, 100, 200, 5, 3);
        Path file = write("events.jsonl", ADA.repeat(5).getBytes(UTF_8));

        assertThatThrownBy(() -> new Importer(log::takeAll, tiny, Importer.Progress.NONE).run(dataset(file)))
                .isInstanceOf(FileTrouble.class)
                .hasMessageStartingWith("events.jsonl is longer than 100 bytes.");
    }

    @Test
    void a_packed_file_cut_short_says_where_reading_stopped() throws IOException {
        byte[] whole = packed(joining(2_000).getBytes(UTF_8));
        Path file = write("events.jsonl.gz", Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> run(file))
                .isInstanceOf(FileTrouble.class)
                .hasMessageStartingWith("Reading events.jsonl stopped after line ");
    }

    @Test
    void a_missing_file_is_named() {
        assertThatThrownBy(() -> run(folder.resolve("nowhere.jsonl")))
                .isInstanceOf(FileTrouble.class)
                .hasMessageStartingWith("There is no file nowhere.jsonl.");
    }

    @Test
    void drafts_arrive_in_batches_and_progress_is_told_after_each() throws IOException {
        List<Integer> batches = new ArrayList<>();
        List<Long> told = new ArrayList<>();
        Sink sink = drafts -> {
            batches.add(drafts.size());
            return log.takeAll(drafts);
        };
        new Importer(sink, SMALL, (lines, facts) -> told.add(facts))
                .run(dataset(write("events.jsonl", joining(1_200).getBytes(UTF_8))));

        assertThat(batches).containsExactly(500, 500, 200);
        assertThat(told).containsExactly(500L, 1_000L, 1_200L);
    }

    @Test
    void a_dry_run_says_what_the_log_would_say_and_writes_nothing() throws IOException {
        Path file = write("events.jsonl", (ADA + BOB + FOLLOW + FOLLOW.replace("bob", "eve") + ADA).getBytes(UTF_8));
        Rehearsal rehearsal = new Rehearsal(() -> Instant.ofEpochMilli(Notebook.NOW_MILLIS));

        ImportReport dry = new Importer(rehearsal, SMALL, Importer.Progress.NONE).run(dataset(file));
        assertThat(log.envelopes).isEmpty();
        ImportReport real = run(file);

        assertThat(dry).isEqualTo(real);
        assertThat(dry.faultCount()).isEqualTo(2);
    }

    @Test
    void a_dry_run_knows_who_is_there_already() throws IOException {
        lines(ADA + BOB);
        Rehearsal rehearsal = new Rehearsal(() -> Instant.ofEpochMilli(Notebook.NOW_MILLIS), log.asLog());
        Path file = write("more.jsonl", (FOLLOW + ADA).getBytes(UTF_8));

        ImportReport report = new Importer(rehearsal, SMALL, Importer.Progress.NONE).run(dataset(file));

        assertThat(report.accepted()).isEqualTo(1);
        assertThat(report.faults().getFirst().detail()).startsWith("member-exists: ");
    }

    private static String joining(int members) {
        return IntStream.range(0, members)
                .mapToObj(i -> ADA.replace("ada", "m" + i))
                .collect(Collectors.joining());
    }

    private ImportReport lines(String text) throws IOException {
        return run(write("events.jsonl", text.getBytes(UTF_8)));
    }

    private ImportReport run(Path file) {
        return new Importer(log::takeAll, SMALL, Importer.Progress.NONE).run(dataset(file));
    }

    private static Dataset dataset(Path file) {
        return new JsonLinesFile(file, "import", TraceReferences.NONE);
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
