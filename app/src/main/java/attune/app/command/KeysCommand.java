package attune.app.command;

import attune.app.Attune;
import attune.app.Community;
import attune.app.CommunitySettings;
import attune.app.operate.Surroundings;
import attune.http.auth.Principal;
import attune.http.auth.Role;
import attune.http.client.ApiClient;
import attune.http.json.Json;
import attune.http.json.JsonObject;
import attune.http.json.JsonWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `./attune keys`: the community's API keys, by the same routes as over HTTP: of a node that runs, or in process on a
/// folder that no node runs on.
@Command(name = "keys", description = "List the API keys; mint, rotate or revoke one.", mixinStandardHelpOptions = true)
final class KeysCommand implements Callable<Integer> {
    private static final Principal OPERATOR = Principal.operator("cli:folder");

    private final Surroundings surroundings;
    private final PrintWriter out;

    @Mixin
    private CommunityFolder folder = new CommunityFolder();

    @ArgGroup(exclusive = false)
    private @Nullable Running running;

    /// A node that runs, and the operator's key for it.
    static final class Running {
        @Option(names = "--node", required = true, description = "Ask the node at this address, instead of a folder.")
        private URI node = URI.create("http://127.0.0.1:8080");

        @Option(names = "--key-file", required = true, description = "A file that holds an operator key for it.")
        private Path keyFile = Path.of("");

        @Option(
                names = "--ca",
                paramLabel = "FILE",
                description = "PEM certificates to trust, where the node's comes from an authority of your own.")
        private @Nullable Path authorities;

        private String bearer() {
            try {
                return Files.readString(keyFile, StandardCharsets.UTF_8).strip();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(
                        "The key file " + keyFile + " cannot be read. Maybe another --key-file?", unreadable);
            }
        }

        private ApiClient client() {
            return authorities == null ? new ApiClient(node, bearer()) : new ApiClient(node, bearer(), authorities);
        }
    }

    KeysCommand(Surroundings surroundings, PrintWriter out) {
        this.surroundings = surroundings;
        this.out = out;
    }

    @Override
    public Integer call() {
        JsonObject page = ask("listKeys", "GET", "", _ -> {});
        out.printf("%-12s %-11s %-24s %-12s %-12s %s%n", "id", "scope", "label", "created", "last used", "ends");
        for (JsonObject key : page.objects("items")) {
            String ends = key.findText("expires").map(KeysCommand::day).orElse("never");
            out.printf(
                    "%-12s %-11s %-24s %-12s %-12s %s%n",
                    key.text("id"),
                    key.text("scope"),
                    key.text("label"),
                    day(key.text("created")),
                    key.findText("lastUsed").orElse("never"),
                    key.truth("ended") ? "ended" : ends);
        }
        return 0;
    }

    private static String day(String time) {
        return time.substring(0, 10);
    }

    @Command(name = "mint", description = "Mint a key; its secret is shown once.", mixinStandardHelpOptions = true)
    int mint(
            @Parameters(
                            paramLabel = "SCOPE",
                            converter = RoleWord.class,
                            description = "operator, moderator, advertiser, auditor, backend, ingest or metrics.")
                    Role scope,
            @Option(names = "--label", description = "What to call it.", defaultValue = "minted by command")
                    String label,
            @Option(names = "--days", description = "After how many days it ends; never if not given.") @Nullable
                    Integer days) {
        tell(ask("mintKey", "POST", "", body -> {
            body.field("scope", scope.word()).field("label", label);
            if (days != null) body.field("days", days);
        }));
        return 0;
    }

    @Command(
            name = "rotate",
            description = "Mint a key's successor; the old one opens until the grace is over.",
            mixinStandardHelpOptions = true)
    int rotate(
            @Parameters(paramLabel = "ID", description = "The key, by its id.") String id,
            @Option(
                            names = "--grace",
                            description = "How long the old one still opens, such as 1h (default: ${DEFAULT-VALUE}).",
                            converter = DurationWord.class,
                            defaultValue = "1d")
                    Duration grace) {
        tell(ask("rotateKey", "POST", id, body -> body.field("graceSeconds", grace.toSeconds())));
        return 0;
    }

    @Command(name = "revoke", description = "Revoke a key at once.", mixinStandardHelpOptions = true)
    int revoke(@Parameters(paramLabel = "ID", description = "The key, by its id.") String id) {
        ask("revokeKey", "DELETE", id, _ -> {});
        out.println("Revoked: " + id + " opens nothing from now on.");
        return 0;
    }

    private void tell(JsonObject minted) {
        JsonObject key = minted.object("key");
        out.println("Key " + key.text("id") + " for " + key.text("scope") + ". Its secret, shown only now:");
        out.println(minted.text("secret"));
    }

    private JsonObject ask(String operation, String method, String id, Consumer<JsonWriter> fields) {
        Consumer<JsonWriter> body = out -> {
            out.object();
            fields.accept(out);
            out.end();
        };
        return running == null ? inProcess(operation, id, body) : overHttp(running, method, id, body);
    }

    private JsonObject inProcess(String operation, String id, Consumer<JsonWriter> body) {
        try (Attune attune = folder.open(surroundings)) {
            CommunitySettings settings = CommunitySettings.of("Community", folder.path());
            String answer = new Community(attune, settings, surroundings)
                    .ask(operation, OPERATOR, Map.of("key", id), JsonWriter.text(body))
                    .text();
            return Json.parseObject(answer.isEmpty() ? "{}" : answer);
        }
    }

    private static JsonObject overHttp(Running running, String method, String id, Consumer<JsonWriter> body) {
        try (ApiClient client = running.client()) {
            return switch (method) {
                case "GET" -> client.get("/v1/keys");
                case "DELETE" -> client.delete(ApiClient.path("/v1/keys/{}", id));
                default -> client.post(id.isEmpty() ? "/v1/keys" : ApiClient.path("/v1/keys/{}/rotation", id), body);
            };
        }
    }
}
