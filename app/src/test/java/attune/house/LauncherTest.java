package attune.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the launcher and the continuous check with planted JDKs, reports and lanes: what they call passed has passed.
class LauncherTest {
    private static final Path HOME = House.home();

    @TempDir
    private Path folder;

    private record Outcome(int status, String text) {}

    @BeforeEach
    void plant_a_repository() throws IOException {
        Files.createDirectories(folder.resolve("lanes"));
        Files.createDirectories(folder.resolve("launcher"));
        for (String script : new String[] {"find.sh", "build.sh", "start.sh", "image.sh", "test.sh"}) {
            Files.copy(
                    HOME.resolve("launcher").resolve(script),
                    folder.resolve("launcher").resolve(script));
        }
        Files.copy(HOME.resolve("attune"), folder.resolve("attune"));
        lane("green", "1", "exit 0");
        lane("red", "1", "exit 1");
        lane("absent", "1", "exit 3");
    }

    @Test
    void help_is_given_and_what_is_unknown_is_named() throws Exception {
        assertThat(attune("--help").status()).isZero();
        assertThat(attune("--help").text()).contains("./attune demo", "./attune test --quick", "Exit codes");
        assertThat(attune("dmeo")).isEqualTo(new Outcome(2, """
                attune: there is no command 'dmeo'.
                ./attune --help lists the commands.
                """));
        assertThat(attune("test", "--slowly").status()).isEqualTo(2);
        assertThat(attune().status()).isEqualTo(2);
    }

    @Test
    void a_lane_is_passed_failed_or_not_run_as_its_exit_code_says() throws Exception {
        assertThat(attune("test", "--lane", "green")).isEqualTo(new Outcome(0, "lane green: passed\n"));
        assertThat(attune("test", "--lane", "red")).isEqualTo(new Outcome(1, "lane red: failed\n"));
        assertThat(attune("test", "--lane", "absent")).isEqualTo(new Outcome(3, "lane absent: not run\n"));
    }

    @Test
    void a_lane_that_outlives_its_budget_has_failed() throws Exception {
        lane("endless", "0.005", "while true; do :; done");

        Outcome outcome = attune("test", "--lane", "endless");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.text()).contains("lane endless: failed, its budget of 0.005 minutes is over");
    }

    @Test
    void an_unknown_lane_is_an_error_that_lists_those_that_exist() throws Exception {
        Outcome outcome = attune("test", "--lane", "purple");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.text()).contains("there is no lane 'purple'", "green", "red", "absent");
    }

    @Test
    void the_first_jdk_that_is_new_enough_is_taken_whatever_stands_before_it() throws Exception {
        Path old = jdk("old", "17.0.15");
        Path good = jdk("good", "25.0.1");

        Outcome outcome = bash(
                "home=$PWD; . launcher/find.sh; require_java; echo $JAVA_HOME",
                Map.of("JAVA_HOME", old.toString(), "JAVA25_HOME", good.toString()));

        assertThat(outcome).isEqualTo(new Outcome(0, good + "\n"));
    }

    @Test
    void without_a_jdk_the_launcher_says_how_to_get_one() throws Exception {
        Path old = jdk("old", "21.0.2");

        Outcome outcome =
                bash("home=$PWD; . launcher/find.sh; jdk_candidates() { echo " + old + "; }; require_java", Map.of());

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.text()).contains("needs a Java development kit, version 25 or later", "set JAVA_HOME");
    }

    @Test
    void a_node_starts_from_the_archive_of_its_jar_and_its_java_and_from_no_other() throws Exception {
        Path java = jdk("good", "25.0.1");
        Path ready = Files.createDirectories(folder.resolve("target/ready"));
        Files.createDirectories(folder.resolve("app/target"));
        Files.writeString(folder.resolve("app/target/classpath"), "/libraries/x.jar");
        Files.writeString(folder.resolve("target/attune.jar"), "");
        Files.writeString(ready.resolve("1.jsa"), "made by another Java");
        String choose = "home=$PWD; . launcher/start.sh; rehearse() { :; }; choose_start serve; choose_archive serve; ";
        Map<String, String> home = Map.of("JAVA_HOME", java.toString());

        assertThat(bash(choose + "echo ${start[@]}", home).text()).doesNotContain("SharedArchiveFile");
        String own =
                bash("home=$PWD; . launcher/start.sh; archive", home).text().strip();
        Files.writeString(Path.of(own), "");
        assertThat(bash(choose + "echo ${start[@]}", home).text()).contains("-XX:SharedArchiveFile=" + own);
        assertThat(bash("ATTUNE_START=plain; " + choose + "echo ${start[@]}", home)
                        .text())
                .doesNotContain("SharedArchiveFile")
                .contains("-cp " + folder.toRealPath() + "/target/attune.jar:/libraries/x.jar");
    }

    @Test
    void a_new_build_makes_a_new_jar_and_the_old_archive_goes() throws Exception {
        Path java = jdk("good", "25.0.1");
        script("good/bin/jar", "while [ $1 != --file ]; do shift; done; touch $2");
        Path old = Files.createDirectories(folder.resolve("target/ready")).resolve("1.jsa");
        Files.createDirectories(folder.resolve("app/target/classes"));
        Files.writeString(folder.resolve("app/target/classpath"), "/libraries/x.jar");
        Files.writeString(folder.resolve("target/attune.jar"), "");
        Files.writeString(old, "");
        Files.writeString(folder.resolve("target/built"), "");
        String pack = "home=$PWD; . launcher/start.sh; touch -d '%s' target/built; pack_if_stale";
        Map<String, String> home = Map.of("JAVA_HOME", java.toString());

        assertThat(bash(pack.formatted("1 hour ago"), home)).isEqualTo(new Outcome(0, ""));
        assertThat(old).exists();
        assertThat(bash(pack.formatted("1 hour"), home)).isEqualTo(new Outcome(0, ""));
        assertThat(old).doesNotExist();
        assertThat(folder.resolve("target/attune.jar")).exists();
    }

    @Test
    void results_are_added_up_over_modules() throws Exception {
        report("feed", 5, 0, 0, 0);
        report("store", 7, 1, 1, 0);

        assertThat(result(1)).isEqualTo(new Outcome(1, "10 passed, 2 failed\n"));
    }

    @Test
    void green_reports_of_a_broken_build_are_no_success() throws Exception {
        report("feed", 5, 0, 0, 0);

        assertThat(result(0)).isEqualTo(new Outcome(0, "5 passed, 0 failed\n"));
        assertThat(result(1).status()).isEqualTo(1);
        assertThat(result(1).text()).contains("The build itself failed");
    }

    @Test
    void a_skipped_test_is_a_failure_and_no_test_at_all_is_not_run() throws Exception {
        assertThat(result(0).status()).isEqualTo(3);
        assertThat(result(0).text()).endsWith("No test ran.\n");

        report("feed", 5, 0, 0, 1);

        assertThat(result(0).status()).isEqualTo(1);
        assertThat(result(0).text()).startsWith("1 skipped").endsWith("4 passed, 0 failed\n");
    }

    @Test
    void the_continuous_check_reports_each_lane_and_fails_with_the_red_one() throws Exception {
        lane("vast", "500", "exit 0");
        Files.createDirectories(folder.resolve(".ci"));
        Files.copy(HOME.resolve(".ci/run"), folder.resolve(".ci/run"));
        script("attune", "[ \"${2-}\" != --lane ] || exec lanes/$3");

        Outcome outcome = bash(".ci/run", Map.of());

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.text())
                .contains("tests: passed", "lane green: passed", "lane red: failed", "lane absent: not run")
                .contains("lane vast: not run");
    }

    private Outcome attune(String... arguments) throws Exception {
        return bash("./attune " + String.join(" ", arguments), Map.of());
    }

    private Outcome result(int build) throws Exception {
        return bash("home=$PWD; . launcher/test.sh; say_result " + build, Map.of());
    }

    private Outcome bash(String script, Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), text);
    }

    private void lane(String name, String minutes, String body) throws IOException {
        script("lanes/" + name, "# lane: a planted one\n# budget: " + minutes + " min\n" + body);
    }

    private void script(String path, String body) throws IOException {
        Path file = folder.resolve(path);
        Files.writeString(file, "#!/usr/bin/env bash\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Path jdk(String name, String version) throws IOException {
        Path bin = Files.createDirectories(folder.resolve(name).resolve("bin"));
        Path home = folder.resolve(name);
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        Files.writeString(bin.resolve("javac"), "");
        assertThat(bin.resolve("javac").toFile().setExecutable(true)).isTrue();
        return home;
    }

    private void report(String module, int tests, int errors, int failures, int skipped) throws IOException {
        Path reports = Files.createDirectories(folder.resolve(module).resolve("target/surefire-reports"));
        Files.writeString(
                reports.resolve("TEST-x.xml"),
                "<testsuite name=\"x\" tests=\"%d\" errors=\"%d\" skipped=\"%d\" failures=\"%d\">\n"
                        .formatted(tests, errors, skipped, failures));
    }
}
