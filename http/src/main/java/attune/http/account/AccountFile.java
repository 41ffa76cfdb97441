package attune.http.account;

import attune.http.auth.PrivateFile;
import attune.http.auth.Role;
import attune.http.json.JsonObject;
import attune.http.json.JsonWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The small JSON file of one community's accounts. Only the process that serves the community writes it.
final class AccountFile {
    private final PrivateFile file;

    AccountFile(Path path) {
        this.file = new PrivateFile(path);
    }

    Map<String, Account> read() {
        Map<String, Account> accounts = new LinkedHashMap<>();
        file.read().ifPresent(json -> {
            for (JsonObject each : json.objects("accounts")) {
                Account account = account(each);
                accounts.put(account.name(), account);
            }
        });
        return accounts;
    }

    private static Account account(JsonObject json) {
        return new Account(
                json.text("name"),
                Role.of(json.text("role")),
                json.findText("password").orElse(null),
                json.findText("factor").orElse(null),
                json.integer("lastStep"),
                json.texts("recovery"),
                json.truth("disabled"),
                json.time("created"),
                json.findText("lastSignIn").map(LocalDate::parse).orElse(null),
                json.findObject("invitation").map(AccountFile::invitation).orElse(null));
    }

    private static Account.Invitation invitation(JsonObject json) {
        return new Account.Invitation(json.text("hash"), json.time("expires"));
    }

    void write(Map<String, Account> accounts) {
        file.write(JsonWriter.bytes(out -> {
            out.object().array("accounts");
            accounts.values().forEach(account -> write(account, out));
            out.end().end();
        }));
    }

    private static void write(Account account, JsonWriter out) {
        out.object().field("name", account.name()).field("role", account.role().word());
        known(out, "password", account.password());
        known(out, "factor", account.factor());
        out.field("lastStep", account.lastStep())
                .texts("recovery", account.recovery())
                .field("disabled", account.disabled())
                .field("created", account.created());
        LocalDate last = account.lastSignIn();
        known(out, "lastSignIn", last == null ? null : last.toString());
        Account.Invitation invitation = account.invitation();
        if (invitation != null) {
            out.object("invitation")
                    .field("hash", invitation.hash())
                    .field("expires", invitation.expires())
                    .end();
        }
        out.end();
    }

    private static void known(JsonWriter out, String name, @Nullable String value) {
        if (value != null) out.field(name, value);
    }
}
