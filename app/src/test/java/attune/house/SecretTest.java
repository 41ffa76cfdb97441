package attune.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// No secret lies in the repository, nor ever lay in it: what was committed once is public for good.
@TestInstance(Lifecycle.PER_CLASS)
class SecretTest {
    /// Exceptions, one a line: a pattern of the place, a pattern of the text, and why it is none.
    private static final Path EXCEPTIONS = House.home().resolve("app/src/test/resources/house/not-secrets.txt");

    @TempDir
    private Path folder;

    /// Found once for all tests, since reading every commit takes seconds.
    private List<Secrets.Finding> files = List.of();
    private List<Secrets.Finding> commits = List.of();

    @BeforeAll
    void look() throws IOException, InterruptedException {
        files = Page.all().stream()
                .flatMap(page -> Secrets.in(page.path(), page.text()).stream())
                .toList();
        // A copy without its history, such as an unpacked archive, has none to look at.
        if (Files.exists(House.home().resolve(".git"))) commits = history(House.home());
    }

    private record Excuse(Pattern where, Pattern text, String why) {
        boolean covers(Secrets.Finding finding) {
            return where.matcher(finding.where()).find()
                    && text.matcher(finding.text()).find();
        }
    }

    private static List<Excuse> exceptions() {
        return ModuleTable.text(EXCEPTIONS)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" +\\| +", 3))
                .map(parts -> new Excuse(Pattern.compile(parts[0]), Pattern.compile(parts[1]), parts[2]))
                .toList();
    }

    private static List<Secrets.Finding> unexcused(List<Secrets.Finding> findings) {
        List<Excuse> exceptions = exceptions();
        return findings.stream()
                .filter(finding -> exceptions.stream().noneMatch(e -> e.covers(finding)))
                .toList();
    }

    @Test
    void no_file_holds_a_secret() {
        assertThat(unexcused(files)).isEmpty();
    }

    @Test
    void no_commit_ever_added_a_secret() {
        assertThat(unexcused(commits)).isEmpty();
    }

    @Test
    void every_exception_says_why_and_is_still_needed() {
        assertThat(exceptions())
                .allSatisfy(e -> assertThat(e.why()).hasSizeGreaterThan(10))
                .allSatisfy(e -> assertThat(Stream.concat(files.stream(), commits.stream()))
                        .anyMatch(e::covers));
    }

    @Test
    void planted_secrets_are_found_in_a_file() {
        String random = random(32);
        List<String> planted = List.of(
                "-----BEGIN EC PRIVATE" + " KEY-----\nMHcCAQEEIAbcdefghij",
                "BACKEND=ak" + ".7beea96231." + random(32),
                "aws = AK" + "IAIOSFODNN7EXAMPLE",
                "curl https://me:" + "correcthorse@example.org/x",
                "master" + "Key: \"" + random + "\"",
                "String pass" + "word = \"tr0ub4dor-AND-three\";");

        assertThat(planted)
                .allSatisfy(text -> assertThat(Secrets.in("planted", text + "\n"))
                        .as(text.substring(0, 6))
                        .isNotEmpty());
        assertThat(Secrets.in("planted", "master" + "Key: \"" + random + "\"\n").toString())
                .as("a report must not spread what it found")
                .doesNotContain(random);
    }

    @Test
    void words_of_a_language_and_names_are_no_secrets() {
        assertThat(Secrets.in("a", "token = \"the-quick-brown-fox-jumps\"; String name = \"aVeryLongNameOfAMethod\";"))
                .isEmpty();
        assertThat(Secrets.in("a", " attune.store.embedded.SqliteEventLogContractTest \"0123456789abcdef\" "))
                .isEmpty();
    }

    @Test
    void a_secret_that_was_taken_out_again_is_found_in_the_history() throws Exception {
        git(folder, "init", "--quiet");
        commit("settings", "key=ak" + ".7beea96231." + random(32));
        commit("settings", "key=elsewhere");

        assertThat(history(folder)).singleElement().asString().contains("settings", "an API key of ours");
    }

    private void commit(String file, String text) throws Exception {
        Files.writeString(folder.resolve(file), text + "\n");
        git(folder, "add", ".");
        git(folder, "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "--quiet", "-m", "x");
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        new SplittableRandom(7).nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private static void git(Path folder, String... arguments) throws IOException, InterruptedException {
        assertThat(start(folder, arguments).waitFor()).isZero();
    }

    private static Process start(Path folder, String... arguments) throws IOException {
        List<String> command =
                Stream.concat(Stream.of("git"), Stream.of(arguments)).toList();
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
    }

    /// Every line that any commit added, by file; a file's lines of one commit together, so that keys of
    /// several lines are seen.
    private static List<Secrets.Finding> history(Path repository) throws IOException, InterruptedException {
        Process git = start(
                repository, "log", "--all", "-p", "--unified=0", "--no-color", "--no-ext-diff", "--format=commit %h");
        List<Secrets.Finding> found = new ArrayList<>();
        try (BufferedReader told = new BufferedReader(new InputStreamReader(git.getInputStream(), UTF_8))) {
            String commit = "";
            String file = "";
            StringBuilder added = new StringBuilder();
            for (String line = told.readLine(); line != null; line = told.readLine()) {
                if (line.startsWith("commit ") || line.startsWith("+++ ")) {
                    found.addAll(Secrets.in(file + " in " + commit, added.toString()));
                    added.setLength(0);
                    if (line.startsWith("commit ")) commit = line.substring(7);
                    else file = line.substring(4).replaceFirst("^b/", "");
                } else if (line.startsWith("+")) {
                    added.append(line, 1, line.length()).append('\n');
                }
            }
            found.addAll(Secrets.in(file + " in " + commit, added.toString()));
        }
        assertThat(git.waitFor()).as("git log").isZero();
        return found;
    }
}
