package attune.privacy.api;

import static attune.http.schema.Schemas.choice;
import static attune.http.schema.Schemas.count;
import static attune.http.schema.Schemas.id;
import static attune.http.schema.Schemas.list;
import static attune.http.schema.Schemas.map;
import static attune.http.schema.Schemas.object;
import static attune.http.schema.Schemas.text;
import static attune.http.schema.Schemas.time;
import static attune.http.schema.Schemas.truth;

import attune.http.auth.Access;
import attune.http.auth.Principal;
import attune.http.json.JsonWriter;
import attune.http.problem.Problem;
import attune.http.problem.ProblemException;
import attune.http.problem.ProblemKind;
import attune.http.route.Cursors;
import attune.http.route.Request;
import attune.http.route.Response;
import attune.http.route.Route;
import attune.http.route.Routes;
import attune.http.schema.ObjectSchema;
import attune.model.identity.ExternalId;
import attune.model.identity.MemberId;
import attune.privacy.Erasures;
import attune.privacy.Erasures.Standing;
import attune.store.erasure.NotSecured;
import attune.store.keys.MemberKeys;
import attune.store.ledger.Ledger;
import attune.store.log.Directory;
import attune.store.projection.State;
import java.util.NoSuchElementException;

/// Erases a member (GDPR, article 17) and answers with a receipt: signed, so that it can be shown later, and free of
/// personal data but for the id the request itself named.
public final class ErasureRoutes {
    private static final String RECEIPTS = "erasure";

    private static final ProblemKind NOT_SECURED =
            new ProblemKind("erasure-not-secured", 503, "Erased here, not yet out of reach of old backups");

    static final ObjectSchema STANDING = object("Erasure", "Where a request for erasure stands.")
            .required("state", choice("Done, or waiting for the end of a legal hold.", "fulfilled", "held"))
            .required("member", id("The member, as the request named them. Not kept once erased."))
            .required("at", time("When it was done, or asked for."))
            .optional("receipt", text("Signed; shows that this node erased a member at this position."))
            .optional("sequence", count("The position of the log after it."))
            .optional("ledgerEntry", count("Its number in the tamper-evident ledger."))
            .optional("erased", map("How much of what this pass removed.", count("How many.")))
            .optional("model", text("What became of what was learned."))
            .optional("due", time("By when the member must hear of it, the hold notwithstanding."))
            .optional("heldUntil", time("When the hold ends by itself; it may be lifted earlier."));

    private static final ObjectSchema PAGE = object("RightsRequests", "Requests that wait, the oldest first.")
            .required("requests", list("Each request that is not fulfilled.", STANDING));

    private static final ObjectSchema RECEIPT = object("ReceiptToVerify", "A receipt, as an erasure answered it.")
            .required("receipt", text("The receipt."));

    private static final ObjectSchema VERIFIED = object("VerifiedReceipt", "What a receipt proves.")
            .required("valid", truth("Whether this community signed it and nothing of the member is here again."))
            .required("at", time("When the erasure was done."))
            .required("sequence", count("The position of the log after it."))
            .required("keyDestroyed", truth("Whether the member's key is gone, here and so in every copy."))
            .required("known", truth("Whether the member's number is in use."))
            .required("ledgerEntry", count("Its number in the tamper-evident ledger."))
            .required("ledgerSize", count("How many entries the proof is over."))
            .required("ledgerRoot", text("The root over them, hexadecimal; compare it with a checkpoint you kept."))
            .required("inclusion", list("The proof that the entry is among them (RFC 9162).", text("A hash.")));

    private final Erasures erasures;
    private final State state;
    private final Directory directory;
    private final MemberKeys keys;
    private final Ledger ledger;
    private final Cursors receipts;

    /// @param receipts signs receipts
    public ErasureRoutes(
            Erasures erasures, State state, Directory directory, MemberKeys keys, Ledger ledger, Cursors receipts) {
        this.erasures = erasures;
        this.state = state;
        this.directory = directory;
        this.keys = keys;
        this.ledger = ledger;
        this.receipts = receipts;
    }

    public Routes routes() {
        return Routes.of(
                Route.post("/v1/members/{member}/erasure", "eraseMember")
                        .summary(
                                "Erases a member for good: keys, facts, posts, traces, and what was learned from them.")
                        .description("It rewrites files and takes seconds; requests that come together share one pass."
                                + " While a legal hold stands it answers 202 and `held`: from then on the member is not"
                                + " shown and not profiled, and is erased when the hold ends. Asked again then, it"
                                + " answers that there is no such member. 503 with `erasure-not-secured` says that the"
                                + " member is erased here but the vault could not be told; that is tried again.")
                        .tag("Privacy")
                        .access(Access.OWN_MEMBER_OR_OPERATOR)
                        .answers(STANDING)
                        .fails(ProblemKind.NOT_FOUND, NOT_SECURED)
                        .by(this::erase),
                Route.get("/v1/rights-requests", "listRightsRequests")
                        .summary("Requests of members that wait, with the day by which each is due.")
                        .tag("Privacy")
                        .personal()
                        .answers(PAGE)
                        .by(this::waiting),
                Route.post("/v1/erasures/verify", "verifyErasure")
                        .summary("Whether a receipt of an erasure is genuine and still true.")
                        .tag("Privacy")
                        .access(Access.SIGNED_IN)
                        .body(RECEIPT)
                        .answers(VERIFIED)
                        .by(this::verify));
    }

    private Response erase(Request request) {
        MemberId member = state.read(() -> ExternalId.parse(request.path("member"))
                .flatMap(directory::member)
                .orElseThrow(ErasureRoutes::unknown));
        Standing standing = asked(member, Principal.actor(request.principal()));
        Response answer = Response.json(out -> write(out, request.path("member"), standing));
        return standing instanceof Standing.Held ? answer.status(202) : answer;
    }

    private Standing asked(MemberId member, String actor) {
        try {
            return erasures.ask(member, actor);
        } catch (NoSuchElementException meanwhile) {
            throw unknown();
        } catch (NotSecured unsecured) {
            throw NOT_SECURED
                    .with("The member is erased here, but the vault could not be told, so an old backup could still be"
                            + " opened.")
                    .hint("The node tries again by itself; asking again is of no use. Tell who runs it.")
                    .exception();
        }
    }

    void write(JsonWriter out, String name, Standing standing) {
        switch (standing) {
            case Standing.Fulfilled done ->
                out.object()
                        .field("state", "fulfilled")
                        .field("member", name)
                        .time("at", done.atMillis())
                        .field("receipt", receipt(done))
                        .field("sequence", done.sequence())
                        .field("ledgerEntry", done.entry())
                        .object("erased")
                        .field("membersInThisPass", done.removed().members())
                        .field("items", done.removed().items())
                        .field("facts", done.removed().facts())
                        .field("factsOfOthersRewritten", done.removed().rewritten())
                        .field("tracesAndArtifacts", done.removed().blobs())
                        .end()
                        .field("model", done.model())
                        .end();
            case Standing.Held held ->
                out.object()
                        .field("state", "held")
                        .field("member", name)
                        .time("at", held.askedMillis())
                        .time("due", held.dueMillis())
                        .time("heldUntil", held.untilMillis())
                        .end();
        }
    }

    private String receipt(Standing.Fulfilled done) {
        return receipts.seal(RECEIPTS, done.member().value(), done.sequence(), done.atMillis(), done.entry());
    }

    private Response waiting(Request request) {
        return state.read(() -> Response.json(out -> {
            out.object().array("requests");
            for (Standing.Held held : erasures.waiting()) {
                write(out, directory.externalId(held.member()).value(), held);
            }
            out.end().end();
        }));
    }

    private Response verify(Request request) {
        long[] told = opened(request.body().text("receipt"));
        MemberId member = new MemberId(Math.toIntExact(told[0]));
        boolean destroyed = !keys.has(member);
        boolean known = state.read(() -> directory.knows(member));
        long size = ledger.size();
        return Response.json(out -> out.object()
                .field("valid", destroyed && !known)
                .time("at", told[2])
                .field("sequence", told[1])
                .field("keyDestroyed", destroyed)
                .field("known", known)
                .field("ledgerEntry", told[3])
                .field("ledgerSize", size)
                .field("ledgerRoot", ledger.root(size).toString())
                .texts(
                        "inclusion",
                        ledger.inclusion(told[3], size).stream()
                                .map(Object::toString)
                                .toList())
                .end());
    }

    private long[] opened(String receipt) {
        try {
            return receipts.open(RECEIPTS, receipt);
        } catch (ProblemException notOurs) {
            throw new ProblemException(Problem.invalid(
                    "receipt",
                    "This community did not sign it, or it was changed",
                    "send the text of `receipt` as the erasure answered it"));
        }
    }

    private static ProblemException unknown() {
        return Problem.notFound("There is no such member, or it was erased already")
                .exception();
    }
}
