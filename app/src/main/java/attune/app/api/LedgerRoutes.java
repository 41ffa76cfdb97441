package attune.app.api;

import static attune.http.schema.Schemas.count;
import static attune.http.schema.Schemas.list;
import static attune.http.schema.Schemas.map;
import static attune.http.schema.Schemas.object;
import static attune.http.schema.Schemas.text;
import static attune.http.schema.Schemas.time;
import static attune.http.schema.Schemas.truth;

import attune.http.auth.Access;
import attune.http.json.JsonWriter;
import attune.http.problem.Problem;
import attune.http.problem.ProblemException;
import attune.http.problem.ProblemKind;
import attune.http.route.Parameter;
import attune.http.route.Request;
import attune.http.route.Response;
import attune.http.route.Route;
import attune.http.route.Routes;
import attune.http.schema.ObjectSchema;
import attune.store.ledger.Entry;
import attune.store.ledger.Ledger;
import attune.store.ledger.Ledger.Recorded;
import attune.store.merkle.Hash;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// The ledger for auditors: signed checkpoints, entries, and proofs that need no trust in this node. Of entries about a
/// member it tells what was done and by whom, not about whom: that takes the key ring (`./attune audit show`).
public final class LedgerRoutes {
    private static final int MOST_ENTRIES = 1_000;
    private static final String LONG = "Hashes in hexadecimal digits, the lowest first.";

    private static final ObjectSchema CHECKPOINT = object("LedgerCheckpoint", "What the ledger is now, signed.")
            .required("size", count("Entries."))
            .required("root", text("The root over them, in hexadecimal digits."))
            .required("note", text("The signed text to keep elsewhere (C2SP checkpoint)."))
            .required(
                    "verifierKey", text("Who signs, as name+hash+base64 (C2SP signed note). Compare it with a copy."));

    private static final ObjectSchema ENTRY = object("LedgerEntry", "One entry.")
            .required("number", count("Its place, from 0."))
            .required("leaf", text("Its hash in the tree, in hexadecimal digits."))
            .required("record", text("What the hash is over, in base64: sealed, so that it proves without telling."))
            .required("readable", truth("False once its subject was erased: the proof stays, the content is gone."))
            .required("at", time("When.").orNull())
            .required("actor", text("Who did it.").orNull())
            .required("action", text("What was done.").orNull())
            .required("aboutMember", truth("Whether it is about one member, who is not named here."))
            .required("details", map("More, of entries that are about no member.", text("A value.")));

    private static final ObjectSchema ENTRIES = object("LedgerEntries", "Entries in order.")
            .required("size", count("How many the ledger has."))
            .required("items", list("Entries.", ENTRY));

    private static final ObjectSchema PROOF = object("LedgerProof", "A proof of RFC 9162.")
            .required("from", count("The entry, or the smaller size."))
            .required("size", count("The size of the tree."))
            .required("root", text("The root of that tree."))
            .required("proof", list(LONG, text("A hash.")));

    private final Ledger ledger;

    public LedgerRoutes(Ledger ledger) {
        this.ledger = ledger;
    }

    public Routes routes() {
        return Routes.of(
                Route.get("/v1/ledger/checkpoint", "readLedgerCheckpoint")
                        .summary("The ledger's size and root, signed, to keep where nobody of this node can reach.")
                        .tag("Audit")
                        .access(Access.AUDIT)
                        .answers(CHECKPOINT)
                        .by(request -> checkpoint()),
                Route.get("/v1/ledger/entries", "listLedgerEntries")
                        .summary("Entries of the ledger, with what proves them.")
                        .tag("Audit")
                        .access(Access.AUDIT)
                        .query(Parameter.integer("from", "The first entry.", 0, Long.MAX_VALUE, 0))
                        .query(Parameter.count(MOST_ENTRIES, 100))
                        .answers(ENTRIES)
                        .by(this::entries),
                Route.get("/v1/ledger/proofs/inclusion/{entry}", "proveLedgerEntry")
                        .summary("Proves that an entry is among the first entries of the ledger.")
                        .tag("Audit")
                        .access(Access.AUDIT)
                        .query(Parameter.integer("size", "Among how many; 0 for all of now.", 0, Long.MAX_VALUE, 0))
                        .answers(PROOF)
                        .fails(ProblemKind.NOT_FOUND)
                        .by(this::inclusion),
                Route.get("/v1/ledger/proofs/consistency/{size}", "proveLedgerConsistency")
                        .summary("Proves that the ledger of an earlier size is the beginning of a later one.")
                        .tag("Audit")
                        .access(Access.AUDIT)
                        .query(Parameter.integer("to", "The later size; 0 for that of now.", 0, Long.MAX_VALUE, 0))
                        .answers(PROOF)
                        .fails(ProblemKind.NOT_FOUND)
                        .by(this::consistency));
    }

    private Response checkpoint() {
        long size = ledger.size();
        String note = ledger.checkpoint();
        return Response.json(out -> out.object()
                .field("size", size)
                .field("root", ledger.root(size).hex())
                .field("note", note)
                .field("verifierKey", ledger.verifierKey())
                .end());
    }

    private Response entries(Request request) {
        long from = number(request.query("from").orElse("0"));
        List<Recorded> entries = ledger.entries(from, request.queryInteger("count"));
        long size = ledger.size();
        return Response.json(out -> {
            out.object().field("size", size).array("items");
            for (Recorded one : entries) write(out, one);
            out.end().end();
        });
    }

    private static void write(JsonWriter out, Recorded one) {
        Entry entry = one.entry();
        out.object()
                .field("number", one.number())
                .field("leaf", one.leaf().hex())
                .field("record", Base64.getEncoder().encodeToString(one.sealed()))
                .field("readable", entry != null);
        boolean about = entry == null || entry.subject() != null;
        if (entry == null) out.nothing("at").nothing("actor").nothing("action");
        else out.time("at", entry.atMillis()).field("actor", entry.actor()).field("action", entry.action());
        out.field("aboutMember", about).object("details");
        Map<String, String> details = entry == null || about ? Map.of() : entry.details();
        details.forEach(out::field);
        out.end().end();
    }

    private Response inclusion(Request request) {
        long entry = number(request.path("entry"));
        long asked = number(request.query("size").orElse("0"));
        long size = asked == 0 ? ledger.size() : asked;
        if (size > ledger.size() || entry >= size) throw none();
        return proof(entry, size, ledger.inclusion(entry, size));
    }

    private Response consistency(Request request) {
        long before = number(request.path("size"));
        long asked = number(request.query("to").orElse("0"));
        long after = asked == 0 ? ledger.size() : asked;
        if (after > ledger.size() || before > after) throw none();
        return proof(before, after, ledger.consistency(before, after));
    }

    private Response proof(long from, long size, List<Hash> proof) {
        return Response.json(out -> out.object()
                .field("from", from)
                .field("size", size)
                .field("root", ledger.root(size).hex())
                .texts("proof", proof.stream().map(Hash::hex).toList())
                .end());
    }

    private static long number(String text) {
        if (!text.matches("[0-9]{1,18}")) throw none();
        return Long.parseLong(text);
    }

    private static ProblemException none() {
        return Problem.notFound("The ledger has no such entry or size").exception();
    }
}
