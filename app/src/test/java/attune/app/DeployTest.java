package attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import attune.http.json.Json;
import attune.http.json.JsonLimits;
import attune.http.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The files for operators speak of what a node really has.
class DeployTest {
    private static final Pattern METRIC = Pattern.compile("\\b((?:attune|jvm|process|system)_[a-z0-9_]+)\\b");

    /// Nothing, a comment, a section, a setting, or what goes on with one.
    private static final String LINE = "|#.*|\\[[A-Z][a-z]+]|[A-Z][A-Za-z]+=.*|  (-|attune).*";

    @TempDir
    private Path folder;

    @Test
    void every_figure_on_the_dashboard_is_exported_by_a_node() throws IOException {
        List<String> queries = queries();
        assertThat(queries).hasSizeGreaterThan(8);
        try (RunningNode node = RunningNode.open(folder)) {
            node.tell(Village.joined("ada", "Ada"));
            node.get("", "/health/ready").is(200);
            String figures = node.get("", "/metrics").is(200).text();

            Set<String> missing = new TreeSet<>();
            for (String query : queries) {
                METRIC.matcher(query)
                        .results()
                        .map(found -> found.group(1))
                        .filter(name -> figures.lines()
                                .noneMatch(line -> line.startsWith(name + "{") || line.startsWith(name + " ")))
                        .forEach(missing::add);
            }
            assertThat(missing).isEmpty();
        }
    }

    @Test
    void the_unit_ends_in_order_and_keeps_to_its_own_folder() throws IOException {
        List<String> unit = Files.readAllLines(deploy("systemd/attune.service"));

        assertThat(unit)
                .contains(
                        "[Unit]",
                        "[Service]",
                        "[Install]",
                        "KillSignal=SIGTERM",
                        "Restart=on-failure",
                        "User=attune",
                        "Group=attune",
                        "UMask=0077",
                        "NoNewPrivileges=yes",
                        "ProtectSystem=strict",
                        "ProtectHome=yes",
                        "CapabilityBoundingSet=",
                        "StateDirectory=attune")
                .allSatisfy(line -> assertThat(line).matches(LINE));
    }

    /// Secrets are for the unit's user alone only if there is such a user before the unit starts.
    @Test
    void the_units_user_is_made_before_it_and_owns_its_folder() throws IOException {
        List<String> unit = Files.readAllLines(deploy("systemd/attune.service"));
        String users = Files.readString(deploy("systemd/attune.sysusers"));

        String user = value(unit, "User");
        assertThat(users).containsPattern("(?m)^u " + user + " - .* " + value(unit, "WorkingDirectory") + "$");
        assertThat(value(unit, "WorkingDirectory")).isEqualTo("/var/lib/" + value(unit, "StateDirectory"));
    }

    private static String value(List<String> unit, String key) {
        return unit.stream()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> queries() throws IOException {
        JsonObject dashboard = Json.parseObject(
                Files.readAllBytes(deploy("grafana/attune.json")), JsonLimits.STANDARD.withBytes(1 << 20));
        List<String> queries = new ArrayList<>();
        for (JsonObject panel : dashboard.objects("panels")) {
            panel.objects("targets").forEach(target -> queries.add(target.text("expr")));
        }
        return queries;
    }

    private static Path deploy(String file) {
        return Path.of("").toAbsolutePath().resolveSibling("deploy").resolve(file);
    }
}
