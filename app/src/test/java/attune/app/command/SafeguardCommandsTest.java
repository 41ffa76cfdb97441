package attune.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import attune.app.operate.Surroundings;
import attune.model.event.Event;
import attune.model.event.Origin;
import attune.model.identity.ExternalId;
import attune.model.member.AgeBand;
import attune.model.member.Profile;
import attune.store.embedded.EmbeddedStore;
import attune.store.log.Draft;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What an operator types to keep a community safe, from the first backup to the doctor.
class SafeguardCommandsTest {
    @TempDir
    Path place;

    private final Surroundings surroundings = Surroundings.real();
    private final StringWriter said = new StringWriter();
    private final PrintWriter out = new PrintWriter(said, true);

    @BeforeEach
    void fill() {
        try (EmbeddedStore store = open()) {
            for (String name : List.of("ada", "bo")) store.log().appendNow(List.of(joined(name)));
        }
    }

    @Test
    void a_mistyped_folder_makes_no_community() throws IOException {
        String typo = at("typo");

        run(1, new KeysCommand(surroundings, out), "--folder", typo);
        run(1, new FeedCommand(surroundings, out), "--folder", typo, "ada");
        run(1, new TrainCommand(surroundings, out), "--folder", typo);
        run(1, new ExplainCommand(surroundings, out), "--folder", typo, "home");
        run(1, new RightsCommands.Export(surroundings, out), "--folder", typo, "ada");
        run(1, new RightsCommands.Erase(surroundings, out), "--folder", typo, "ada", "--yes");
        run(1, new VaultCommand(surroundings, out), "rotate-master", "--folder", typo);
        run(1, new AuditCommand(surroundings, out), "verify", "--folder", typo);
        Path file = Files.writeString(place.resolve("few.csv"), "u,i\n1,10\n");
        run(
                0,
                new ImportCommand(surroundings, out),
                "--folder",
                typo,
                "--map",
                "member=u,item=i,act=like",
                "--create",
                "library",
                "--dry-run",
                file.toString());

        assertThat(place.resolve("typo")).doesNotExist();
        assertThat(said.toString()).contains("There is no community in " + typo);
    }

    @Test
    void a_corrected_mapping_states_other_facts_and_the_same_one_states_none() throws IOException {
        Path file = Files.writeString(place.resolve("few.csv"), "u,i\n1,10\n");
        Path mapping = Files.writeString(
                place.resolve("few.json"), "{\"map\": {\"member\": \"u\", \"item\": \"i\", \"act\": \"'save'\"}}");
        String[] first = {"--folder", folder(), "--map", "member=u,item=i,act=like", "--create", "library"};

        run(0, new ImportCommand(surroundings, out), with(first, file.toString()));
        run(0, new ImportCommand(surroundings, out), with(first, file.toString()));
        assertThat(said.toString()).contains("accepted 0, duplicates 4");
        run(
                0,
                new ImportCommand(surroundings, out),
                "--folder",
                folder(),
                "--map",
                mapping.toString(),
                "--create",
                "library",
                file.toString());

        assertThat(said.toString()).contains("accepted 1, duplicates 3");
    }

    private static String[] with(String[] options, String last) {
        String[] all = Arrays.copyOf(options, options.length + 1);
        all[options.length] = last;
        return all;
    }

    @Test
    void a_community_is_backed_up_verified_restored_and_found_well() {
        run(0, new BackupCommand(surroundings, out), "--folder", folder(), "--to", at("one"), "--vault", at("vault"));
        run(0, new BackupCommand(surroundings, out), "verify", at("one"), "--vault", at("vault"), "--folder", folder());
        assertThat(said.toString()).contains("The backup is whole");
        run(1, new BackupCommand(surroundings, out), "--folder", folder(), "--to", at("one"), "--vault", at("vault"));
        assertThat(said.toString()).contains("is not empty");

        run(
                0,
                new RestoreCommand(surroundings, out),
                at("one"),
                "--vault",
                at("vault"),
                "--into",
                at("restored"),
                "--master-key",
                "file:" + folder() + "/master.key");
        run(
                0,
                new DoctorCommand(surroundings, out),
                at("restored"),
                "--master-key",
                "file:" + folder() + "/master.key");
        assertThat(said.toString()).contains("All is well.");
    }

    @Test
    void an_erasure_is_audited_and_a_flipped_byte_ends_the_audit_with_1() throws Exception {
        run(0, new RightsCommands.Erase(surroundings, out), "ada", "--yes", "--folder", folder());
        run(0, new AuditCommand(surroundings, out), "show", "--folder", folder());
        assertThat(said.toString()).contains("member.erased  facts-in-pass=").contains("(unreadable:");
        run(0, new AuditCommand(surroundings, out), "verify", "--folder", folder());

        sql("ledger.db", "update entries set sealed = zeroblob(length(sealed)) where number = 1");

        run(1, new AuditCommand(surroundings, out), "verify", "--folder", folder());
        assertThat(said.toString()).contains("FOUND: Entry 1 does not have its hash");
    }

    @Test
    void the_master_key_rotates_and_moves_elsewhere() throws Exception {
        String old = Files.readString(place.resolve("community/master.key"));
        run(0, new VaultCommand(surroundings, out), "rotate-master", "--folder", folder());
        assertThat(Files.readString(place.resolve("community/master.key"))).isNotEqualTo(old);
        Path elsewhere = place.resolve("key");
        Files.writeString(elsewhere, old);
        Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rw-------"));

        run(
                0,
                new VaultCommand(surroundings, out),
                "rotate-master",
                "--folder",
                folder(),
                "--new-master-key",
                "command:cat " + elsewhere);

        run(1, new DoctorCommand(surroundings, out), folder());
        assertThat(said.toString()).contains("wrapped under").contains("Put that master key back");
        run(0, new DoctorCommand(surroundings, out), folder(), "--master-key", "file:" + elsewhere);
        run(0, new VaultCommand(surroundings, out), "show", "--folder", folder());
        assertThat(said.toString()).contains("2 keys of members, 0 destroyed");
    }

    @Test
    void the_doctor_names_a_damaged_fact_and_lax_permissions_and_repairs_the_latter() throws Exception {
        sql("log.db", "update events set fact = x'0102030405060708' where sequence = 2");
        Files.setPosixFilePermissions(place.resolve("community"), PosixFilePermissions.fromString("rwxr-xr-x"));

        run(1, new DoctorCommand(surroundings, out), folder());
        assertThat(said.toString()).contains("1 facts are damaged: 2").contains("may read community");

        sql("log.db", "delete from events where sequence = 2");
        Files.writeString(place.resolve("community/x.part"), "");
        run(0, new DoctorCommand(surroundings, out), folder(), "--repair");
        assertThat(said.toString()).contains("Deleted x.part").contains("All is well.");
        said.getBuffer().setLength(0);
        run(0, new DoctorCommand(surroundings, out), folder(), "--json");
        assertThat(said.toString()).startsWith("{\"well\":true");
    }

    @Test
    void without_its_master_key_the_doctor_says_what_can_still_be_read() throws Exception {
        Files.delete(place.resolve("community/master.key"));

        run(1, new DoctorCommand(surroundings, out), folder());

        assertThat(said.toString())
                .contains("The master key is missing")
                .contains("2 facts; their open fields can be read, the personal payload of 2 cannot");
    }

    private void run(int expected, Object command, String... arguments) {
        CommandLine line = new CommandLine(command);
        line.setErr(out);
        line.setExecutionExceptionHandler((failure, _, _) -> {
            out.println("attune: " + failure.getMessage());
            return 1;
        });
        assertThat(line.execute(arguments)).as(said.toString()).isEqualTo(expected);
    }

    private String folder() {
        return at("community");
    }

    private String at(String name) {
        return place.resolve(name).toString();
    }

    private EmbeddedStore open() {
        return EmbeddedStore.open(
                place.resolve("community"),
                List.of(),
                surroundings.clock(),
                surroundings.random(),
                EmbeddedStore.Progress.SILENT);
    }

    private static Draft joined(String name) {
        ExternalId id = new ExternalId(name);
        Profile profile = new Profile(id, "", List.of(), ZoneOffset.UTC, AgeBand.ADULT, false, true);
        return new Draft(Origin.of("test"), null, Draft.NOW, ids -> new Event.MemberJoined(ids.newMember(id), profile));
    }

    private void sql(String file, String statement) throws Exception {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + place.resolve("community").resolve(file));
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }
}
