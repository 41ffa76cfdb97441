package attune.app.api;

import static attune.http.schema.Schemas.count;
import static attune.http.schema.Schemas.object;
import static attune.http.schema.Schemas.time;

import attune.app.operate.Duties;
import attune.http.json.JsonWriter;
import attune.http.schema.ObjectSchema;
import attune.store.embedded.Manifest;
import java.util.Optional;
import java.util.OptionalLong;

/// The parts of the node's report about what is owed: erasures in time, a signed ledger, a backup that is not old.
final class NodeDuties {
    static final ObjectSchema ERASURES = object("NodeErasures", "Erasures that wait for the end of a hold.")
            .required("waiting", count("Members who asked."))
            .required("overdue", count("Of them, those who should have heard by now."))
            .required(
                    "firstDue",
                    time("By when the next must hear; null when none waits.").orNull());
    static final ObjectSchema LEDGER = object("NodeLedger", "What the ledger holds, and until when it is signed.")
            .required("entries", count("Decisions about persons, and looks at their data."))
            .required("unrecorded", count("Placements in quarantine that wait to be written there."))
            .required(
                    "signedAt",
                    time("When its newest checkpoint was written; null if none was.")
                            .orNull());
    static final ObjectSchema BACKUP = object("NodeBackup", "The newest backup taken of this community.")
            .required("takenAt", time("When."))
            .required("facts", count("How many facts it holds."))
            .required("sequence", count("The last of them; later ones are in no backup."));

    private final Duties duties;

    NodeDuties(Duties duties) {
        this.duties = duties;
    }

    void write(JsonWriter out) {
        Duties.Waiting waiting = duties.waiting();
        out.object("erasures").field("waiting", waiting.members()).field("overdue", waiting.overdue());
        moment(out, "firstDue", waiting.firstDueMillis());
        out.end();
        out.object("ledger")
                .field("entries", duties.ledger().size())
                .field("unrecorded", duties.placements().waiting());
        moment(out, "signedAt", duties.signedMillis());
        out.end();
        backup(out, duties.backup());
    }

    private static void moment(JsonWriter out, String name, OptionalLong millis) {
        if (millis.isPresent()) out.time(name, millis.getAsLong());
        else out.nothing(name);
    }

    private static void backup(JsonWriter out, Optional<Manifest> latest) {
        if (latest.isEmpty()) {
            out.nothing("backup");
            return;
        }
        out.object("backup")
                .time("takenAt", latest.get().atMillis())
                .field("facts", latest.get().facts())
                .field("sequence", latest.get().sequence())
                .end();
    }
}
