package attune.networks.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import attune.model.event.Act;
import attune.model.event.Acts;
import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.networks.wire.Notebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The layouts of public data sets, with words and numbers of our own.
class PublicSetsTest {
    @TempDir
    Path folder;

    private final Notebook log = new Notebook();

    @BeforeEach
    void write_the_files() throws IOException {
        write("artists_id_name.tsv", "id\tname\n10\tThe Kettles\n20\tRain & Sons\n30\tHill Choir\n");
        write("artist_tag.dat", "1\t7\n1\t7\n1\t5\n3\t9\n");
        write("user_friends.dat", "2\n2\n1\t2\n2\t1\n");
        write("user_artists.dat", "userID\tartistID\tweight\n1\t10\t300\n2\t30\t2.5e+03\n3\t40\t1\n3\t40\tmany\n");
        write("lightgcn_train.tsv", "1\t1\t9\n2\t1\t1.5e+02\n");
        write("lightgcn_test.tsv", "1\t2\t9\n");
        write("lightgcn_trustnetwork.tsv", "1\t2\t1\n");
        write("news.tsv", "N1\tsports\tcycling\tUp the hill\tA race.\tu\t[]\t[]\nN2\tnews\tnews\tRain\t\tu\t[]\t[]\n");
        write("behaviors.tsv", """
                1\tU1\t11/9/2019 12:01:13 AM\tN1 N9\tN2-1 N3-0
                2\tU1\t11/9/2019 1:00:00 PM\tN1 N9\tN3-1
                3\tU2\tnoon\t\tN1-0
                """);
    }

    @Test
    void last_fm_becomes_members_follows_artists_and_plays() {
        ImportReport report = run(new LastFmFolder(folder, null));

        assertThat(report.stated())
                .containsEntry("member.joined", 4L)
                .containsEntry("followed", 2L)
                .containsEntry("item.published", 4L)
                .containsEntry("acted", 3L);
        assertThat(report.faults().stream().map(Object::toString))
                .containsExactly("user_artists.dat:5:column 3: is not a number; maybe the file has another layout");
        assertThat(report.skipped()).containsEntry("counts at the head of the friends", 2L);
        Act play = log.directory.act("play").orElseThrow();
        assertThat(events(Event.Acted.class).get(1).value()).isEqualTo(2_500);
        assertThat(events(Event.Acted.class)).allMatch(act -> act.act().equals(play.id()));
    }

    @Test
    void tags_numbered_by_rank_find_their_artists() {
        ImportReport report = run(new LastFmFolder(folder, null));

        assertThat(report.notes()).contains("The tags number the artists by rank, not by id; they were translated.");
        assertThat(topics(0)).containsExactly("lastfm-tag-7", "lastfm-tag-5");
        assertThat(topics(1)).isEmpty();
        assertThat(topics(2)).containsExactly("lastfm-tag-9");
    }

    @Test
    void tags_numbered_by_id_are_left_as_they_are() throws IOException {
        write("artist_tag.dat", "20\t7\n");
        ImportReport report = run(new LastFmFolder(folder, null));

        assertThat(report.notes()).noneMatch(note -> note.contains("by rank"));
        assertThat(topics(1)).containsExactly("lastfm-tag-7");
    }

    @Test
    void the_test_part_of_a_split_is_never_read() {
        ImportReport report = run(new LastFmSplit(folder, null));

        assertThat(report.items()).isEqualTo(1);
        assertThat(events(Event.Acted.class).stream().map(Event.Acted::value)).containsExactly(9L, 150L);
    }

    @Test
    void mind_becomes_articles_histories_impressions_and_clicks() {
        ImportReport report = run(new MindFolder(folder, new ConsentBasis("a test", 1)));

        assertThat(report.stated())
                .containsEntry("member.joined", 2L)
                .containsEntry("consent.given", 1L)
                .containsEntry("item.published", 4L)
                .containsEntry("impressed", 3L)
                .containsEntry("acted", 4L);
        assertThat(report.faults().stream().map(Object::toString))
                .containsExactly("behaviors.tsv:3:column 3: is not a time such as 11/9/2019 12:01:13 AM");
        assertThat(events(Event.Acted.class)).allMatch(act -> act.act().equals(Acts.OPEN.id()));
        assertThat(events(Event.Impressed.class)).allMatch(shown -> shown.position() == -1);
        assertThat(topics(0)).containsExactly("sports", "cycling");
    }

    @Test
    void a_history_lies_before_the_first_impression_and_is_stated_once() {
        run(new MindFolder(folder, null));

        long firstMillis = Instant.parse("2019-11-09T00:01:13Z").toEpochMilli();
        List<Envelope> before = log.envelopes.stream()
                .filter(envelope -> envelope.event() instanceof Event.Acted)
                .filter(envelope -> envelope.eventMillis() < firstMillis)
                .toList();
        assertThat(before.stream().map(Envelope::eventMillis))
                .containsExactly(firstMillis - 120_000, firstMillis - 60_000);
        assertThat(log.envelopes.stream().map(Envelope::eventMillis)).contains(firstMillis + 1_000);
    }

    @Test
    void every_set_imported_again_states_nothing_twice() {
        for (Dataset set :
                List.of(new LastFmFolder(folder, null), new LastFmSplit(folder, null), new MindFolder(folder, null))) {
            long accepted = run(set).accepted();
            int before = log.envelopes.size();
            ImportReport again = run(set);

            assertThat(again.accepted()).isZero();
            assertThat(again.duplicates()).isEqualTo(accepted);
            assertThat(log.envelopes).hasSize(before);
        }
    }

    private ImportReport run(Dataset set) {
        return new Importer(log::takeAll, Limits.STANDARD, Importer.Progress.NONE).run(set);
    }

    private List<String> topics(int item) {
        return events(Event.ItemPublished.class).get(item).post().topics().stream()
                .map(log.directory::topicName)
                .toList();
    }

    private <E extends Event> List<E> events(Class<E> type) {
        return log.events().stream().filter(type::isInstance).map(type::cast).toList();
    }

    private void write(String name, String text) throws IOException {
        Files.write(folder.resolve(name), text.getBytes(UTF_8));
    }
}
