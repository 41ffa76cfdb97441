package attune.networks.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.http.json.Json;
import attune.model.event.Acts;
import attune.model.event.Event;
import attune.model.identity.ExternalId;
import attune.model.item.ItemKind;
import attune.networks.files.TableFile.Create;
import attune.networks.wire.Notebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableFileTest {
    private static final Create CREATE = new Create(new ExternalId("catalogue"), ItemKind.PRODUCT, null);

    @TempDir
    Path folder;

    private final Notebook log = new Notebook();

    @Test
    void rows_become_acts_and_rows_outside_the_bounds_are_counted() throws IOException {
        ImportReport report = run(
                Mapping.of("member=user_id,item=movie_id,act=like,at=timestamp:unix,value=rating>=4", ',', true),
                CREATE,
                """
                user_id,movie_id,rating,timestamp
                1,10,5,881250949
                2,10,3,881250950
                2,11,4.0,881250951
                """);

        assertThat(report.clean()).isTrue();
        assertThat(report.lines()).isEqualTo(3);
        assertThat(report.skipped()).containsEntry("outside the bounds of the mapping", 1L);
        assertThat(report.members()).isEqualTo(3);
        assertThat(report.items()).isEqualTo(2);
        var act = (Event.Acted) log.last();
        assertThat(act.act()).isEqualTo(Acts.LIKE.id());
        assertThat(log.envelopes.getLast().eventMillis()).isEqualTo(881_250_951_000L);
        Instant first = Instant.ofEpochSecond(881_250_949);
        assertThat(report.span()).isEqualTo(new ImportReport.Span(first, first.plusSeconds(2)));
    }

    @Test
    void without_creating_unknown_members_are_faults_of_their_row() throws IOException {
        ImportReport report = run(Mapping.of("member=u,item=i,act=like", ',', true), null, "u,i\n1,10\n");

        assertThat(report.accepted()).isZero();
        assertThat(report.faults().getFirst().toString()).startsWith("table.csv:2:member: unknown-member: ");
    }

    @Test
    void consent_is_given_only_when_the_operator_says_why() throws IOException {
        Mapping mapping = Mapping.of("member=#1,item=#2,act=like", ',', false);
        ImportReport silent = run(mapping, CREATE, "1,10\n");
        ConsentBasis basis = new ConsentBasis("sign-up form of 2024", 3);
        ImportReport said = run(mapping, new Create(CREATE.author(), CREATE.kind(), basis), "2,10\n");

        assertThat(silent.stated()).doesNotContainKey("consent.given");
        assertThat(silent.notes()).anyMatch(note -> note.startsWith("No consent"));
        assertThat(said.stated()).containsEntry("consent.given", 1L);
        assertThat(said.notes()).anyMatch(note -> note.contains("sign-up form of 2024"));
    }

    @Test
    void quotes_hold_separators_quotes_and_line_breaks() throws IOException {
        ImportReport report = run(
                Mapping.of("type='item.published',item=id,author=by,text=words,topics=tags", ';', true),
                CREATE,
                "id;by;words;tags\r\np1;ada;\"one; \"\"two\"\"\r\nthree\";hills|rain\r\np2;ada;;\r\n");

        assertThat(report.faults()).isEmpty();
        assertThat(report.lines()).isEqualTo(2);
        var first = (Event.ItemPublished) log.events().stream()
                .filter(Event.ItemPublished.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(first.post().text()).isEqualTo("one; \"two\"\nthree");
        assertThat(first.post().topics()).hasSize(2);
    }

    @Test
    void broken_rows_name_their_line_and_column() throws IOException {
        ImportReport report = run(Mapping.of("member=u,item=i,act=like,at=t:unix,value=n", ',', true), CREATE, """
                u,i,t,n
                1,10,yesterday,1
                1,10
                1,1"0,5,1
                1,1""0,5,1
                "1"x,10,5,1
                1,10,5,2.5
                ,10,5,1
                1,10,5,1
                """);

        assertThat(report.accepted()).isEqualTo(4);
        assertThat(report.faults().stream().map(Object::toString))
                .containsExactly(
                        "table.csv:2:t: is not a time written as the mapping says",
                        "table.csv:3:t: is missing; the row has 2 columns",
                        "table.csv:4: has a quote inside an unquoted cell, in column 2; quote the cell",
                        "table.csv:5: has a quote inside an unquoted cell, in column 2; quote the cell",
                        "table.csv:6: goes on after a closing quote, in column 1; double quotes inside",
                        "table.csv:7:n: is not a whole number; maybe choose rows by a bound instead",
                        "table.csv:8:member: missing; give a text");
    }

    @Test
    void a_quote_that_is_never_closed_is_one_fault() throws IOException {
        ImportReport report = run(Mapping.of("member=u,item=i,act=like", ',', true), CREATE, "u,i\n1,\"10\n2,11\n");

        assertThat(report.faults().stream().map(Object::toString))
                .containsExactly(
                        "table.csv:2: opens a quote and never closes it; the rows below it were read as part of it");
    }

    @Test
    void truth_is_never_guessed() throws IOException {
        ImportReport report =
                run(Mapping.of("type=member.joined,member=u,locked=l", ',', true), null, "u,l\nada,yes\nbob,ja\n");

        assertThat(((Event.MemberJoined) log.last()).profile().locked()).isTrue();
        assertThat(report.faults().getFirst().toString()).isEqualTo("table.csv:3:l: is neither true nor false");
    }

    @Test
    void a_column_the_file_lacks_is_named_with_the_nearest() {
        assertThatThrownBy(() -> run(Mapping.of("member=usr_id,item=item", ',', true), null, "user_id,item\n1,2\n"))
                .isInstanceOf(FileTrouble.class)
                .hasMessage("table.csv has no column \"usr_id\". Maybe \"user_id\".");
        assertThatThrownBy(() -> run(Mapping.of("member=#3,item=#1", '\t', false), null, "1\t2\n"))
                .hasMessage("table.csv has 2 columns, no column #3.");
    }

    @Test
    void a_mapping_that_makes_no_sense_is_refused() {
        assertThatThrownBy(() -> Mapping.of("membre=u", ',', true))
                .hasMessageStartingWith("No event has a field \"membre\".");
        assertThatThrownBy(() -> Mapping.of("member", ',', true))
                .hasMessageStartingWith("A mapping is written field=column");
        assertThatThrownBy(() -> Mapping.of("member=a,member=b", ',', true))
                .hasMessage("The field \"member\" is mapped twice.");
        assertThatThrownBy(() -> Mapping.of(Json.parseObject("{\"mapp\":{}}")))
                .hasMessage("The mapping cannot be read: mapp: unknown field; did you mean \"map\"?");
    }

    @Test
    void the_long_form_says_the_same_as_the_short_one() {
        Mapping read = Mapping.of(Json.parseObject("""
                {"separator": "\\t", "header": false,
                 "map": {"member": "#1", "item": "#2", "act": "'like'", "value": "#3<=2"}}
                """));

        assertThat(read).isEqualTo(Mapping.of("member=#1,item=#2,act='like',value=#3<=2", '\t', false));
    }

    private ImportReport run(Mapping mapping, @Nullable Create create, String text) throws IOException {
        Path file = Files.write(folder.resolve("table.csv"), text.getBytes(UTF_8));
        return new Importer(log::takeAll, Limits.STANDARD, Importer.Progress.NONE)
                .run(new TableFile(file, "import", mapping, create));
    }
}
