package attune.app;

import attune.app.AccessTable.May;
import attune.app.AccessTable.Who;
import attune.app.Specimens.Operation;
import attune.app.TwoCommunities.Answer;
import attune.app.TwoCommunities.Proof;
import attune.app.TwoCommunities.Side;
import attune.http.auth.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Asks a running node everything it publishes, as everybody who could ask, and says where an answer is not what the
/// reviewed table says. Each cell is a real request; whoever belongs to the other community asks with the first one's
/// ids in hand, and must learn and change nothing of it.
final class AccessMatrix {
    /// Refuse for a reason of their own: a name or secret that is wrong, too often.
    private static final Set<String> AT_THE_DOOR = Set.of("signIn", "acceptInvitation");

    private static final String TARGET = "bob";
    private static final String OTHER = "eve";

    private final TwoCommunities node;
    private final AccessTable table;
    private final Specimens specimens;
    private final List<String> faults = new ArrayList<>();
    private int cells;

    AccessMatrix(TwoCommunities node, AccessTable table) {
        this.node = node;
        this.table = table;
        this.specimens = new Specimens(
                node.send(Proof.NONE, "GET", "/v1/openapi.json", null).json());
    }

    List<String> published() {
        return specimens.operations().stream().map(Operation::name).toList();
    }

    List<String> faults() {
        return faults;
    }

    int cells() {
        return cells;
    }

    /// Every operation with every key and token.
    void askWithKeys() {
        Map<String, String> ids = ids();
        for (Operation operation : specimens.operations()) foreign(operation, ids, false);
        for (Operation operation : specimens.operations()) {
            for (May expected : List.of(May.NO, May.YES, May.SEEN)) {
                for (Who who : Who.values()) {
                    if (table.may(operation.name(), who) == expected) ask(operation, who, key(node.home, who), ids);
                }
            }
        }
    }

    /// Every operation with a console session of each role, and with everything of the other community.
    void askWithSessions() {
        Map<String, String> ids = ids();
        for (Operation operation : specimens.operations()) foreign(operation, ids, true);
        for (Operation operation : specimens.operations()) {
            for (Who who : Who.values()) {
                if (who.staff()) ask(operation, who, session(node.home, who), ids);
            }
        }
    }

    /// What somebody may know of the first community: ids, names of runs, of keys and accounts.
    private Map<String, String> ids() {
        Map<String, String> ids = new HashMap<>();
        ids.put("member", TARGET);
        ids.put("surface", "home");
        ids.put("trace", node.trace(node.home, TARGET));
        ids.put("item", TARGET + "-closed");
        ids.put("purpose", "personalization");
        ids.put("account", "casey");
        ids.put(
                "key",
                node.home.community.keys().mint(Role.METRICS, "spare").key().id());
        ids.put("entry", "0");
        ids.put("name", "casey");
        ids.put("size", "1");
        ids.put("password", "a lantern by the river");
        return ids;
    }

    private Proof key(Side side, Who who) {
        return switch (who) {
            case ANYONE -> Proof.NONE;
            case OWN -> Proof.bearer(node.token(side, TARGET));
            case OTHER -> Proof.bearer(node.token(side, OTHER));
            default -> Proof.bearer(side.key(Role.valueOf(who.name())));
        };
    }

    private static Proof session(Side side, Who who) {
        return Proof.session(side.session(Role.valueOf(who.name())));
    }

    private void ask(Operation operation, Who who, Proof proof, Map<String, String> ids) {
        May expected = table.may(operation.name(), who);
        if (expected == May.NONE) return;
        String cell = who + " " + operation.name() + (proof.session().isEmpty() ? "" : " by session");
        long recorded = node.home.attune.store().ledger().size();
        long reached = node.answered(operation.name());
        Answer answer = send(operation, proof, ids);
        // Who belongs to no community is answered by the node itself, whose handlers nobody counts.
        if (who != Who.ANYONE) reached(operation, cell, expected, node.answered(operation.name()) > reached, answer);
        boolean record = node.home.attune.store().ledger().size() > recorded;
        judge(operation, cell, expected, answer);
        if (expected == May.SEEN && !record) faults.add(cell + ": is not recorded in the ledger");
        if (expected == May.NO && record) faults.add(cell + ": was refused, and yet recorded as an access");
        secrets(operation, who, cell, answer);
    }

    private void judge(Operation operation, String cell, May expected, Answer answer) {
        cells++;
        boolean refused = answer.status() == 403 || (answer.status() == 401 && !AT_THE_DOOR.contains(operation.name()));
        boolean limited = answer.status() == 429 && !AT_THE_DOOR.contains(operation.name());
        if (answer.status() >= 500 || limited) faults.add(cell + ": answered " + answer.status() + " " + answer.text());
        if (refused && expected != May.NO) faults.add(cell + ": is refused, but may. " + answer.text());
        if (!refused && expected == May.NO) faults.add(cell + ": is let in, but may not. " + answer.status());
    }

    /// A refusal further on, such as 404, tells nothing of whether the door was open; the handler does.
    private void reached(Operation operation, String cell, May expected, boolean reached, Answer answer) {
        if (reached == (expected != May.NO)) return;
        faults.add(cell + (reached ? ": reaches the handler, but may not. " : ": does not reach the handler, but may. ")
                + answer.status() + " " + answer.text() + " " + operation.method());
    }

    /// What nobody but the member, the backend, and an operator who is recorded may read.
    private void secrets(Operation operation, Who who, String cell, Answer answer) {
        boolean entitled = who == Who.OWN
                || who == Who.BACKEND
                || (who == Who.OPERATOR && table.may(operation.name(), who) == May.SEEN);
        if (!entitled && answer.text().contains(node.home.secretOf(TARGET))) {
            faults.add(cell + ": tells what is " + TARGET + "'s alone");
        }
        boolean blind = who == Who.ANYONE
                || who == Who.AUDITOR
                || who == Who.ADVERTISER
                || who == Who.INGEST
                || who == Who.METRICS;
        if (blind && names(answer)) faults.add(cell + ": tells personal data");
    }

    /// Whether a member is named, or anything that one wrote is told.
    private boolean names(Answer answer) {
        return answer.text().contains(node.home.word + " ")
                || answer.text().contains(node.home.word + "-")
                || answer.text().contains("\"" + TARGET + "\"");
    }

    /// The other community's people, with the first one's ids.
    private void foreign(Operation operation, Map<String, String> ids, boolean bySession) {
        if (AT_THE_DOOR.contains(operation.name())) return;
        long head = node.home.attune.log().head();
        var keys =
                node.home.community.keys().all().stream().map(key -> key.id()).toList();
        var accounts = node.home.community.door().accounts().all();
        for (Who who : Who.values()) {
            if (who == Who.ANYONE || (bySession && !who.staff())) continue;
            May expected = table.may(operation.name(), who);
            if (expected == May.NONE) continue;
            String cell = "foreign " + who + " " + operation.name() + (bySession ? " by session" : "");
            long recorded = node.home.attune.store().ledger().size();
            Proof proof = bySession ? session(node.away, who) : key(node.away, who);
            long reached = node.answered(operation.name());
            Answer answer = send(operation, proof, ids);
            reached(operation, cell, expected, node.answered(operation.name()) > reached, answer);
            judge(operation, cell, expected, answer);
            if (answer.text().contains(node.home.word)) faults.add(cell + ": tells of another community");
            if (node.home.attune.store().ledger().size() != recorded) {
                faults.add(cell + ": is recorded in another community's ledger");
            }
        }
        boolean same = node.home.attune.log().head() == head
                && node.home.community.keys().all().stream()
                        .map(key -> key.id())
                        .toList()
                        .equals(keys)
                && node.home.community.door().accounts().all().equals(accounts);
        if (!same) faults.add("foreign " + operation.name() + ": changed another community");
    }

    private Answer send(Operation operation, Proof proof, Map<String, String> ids) {
        String body = specimens.body(operation, ids);
        String method = operation.method().toUpperCase(Locale.ROOT);
        return node.send(proof, method, Specimens.path(operation, ids), body);
    }
}
