package attune.privacy.api;

import static attune.http.schema.Schemas.count;
import static attune.http.schema.Schemas.id;
import static attune.http.schema.Schemas.map;
import static attune.http.schema.Schemas.object;
import static attune.http.schema.Schemas.text;
import static attune.http.schema.Schemas.time;

import attune.http.auth.Access;
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
import attune.store.erasure.Erasure;
import attune.store.log.Directory;
import attune.store.log.EventLog;
import attune.store.projection.State;
import java.time.InstantSource;
import java.util.NoSuchElementException;

/// Erases a member (GDPR, article 17) and answers with a receipt: signed, so that it can be shown later, and free of
/// personal data but for the id the request itself named.
public final class ErasureRoutes {
    private static final ObjectSchema RECEIPT = object("ErasureReceipt", "Proof of an erasure.")
            .required("receipt", text("Signed; shows that this node erased a member at this position."))
            .required("member", id("The member, as the request named them. Not kept."))
            .required("at", time("When it was done."))
            .required("sequence", count("The position of the log after it."))
            .required("erased", map("How much of what was removed.", count("How many.")))
            .required("model", text("What became of what was learned."));

    private final Erasure erasure;
    private final Derived derived;
    private final State state;
    private final Directory directory;
    private final EventLog log;
    private final Cursors receipts;
    private final InstantSource clock;

    /// @param receipts signs receipts
    public ErasureRoutes(
            Erasure erasure,
            Derived derived,
            State state,
            Directory directory,
            EventLog log,
            Cursors receipts,
            InstantSource clock) {
        this.erasure = erasure;
        this.derived = derived;
        this.state = state;
        this.directory = directory;
        this.log = log;
        this.receipts = receipts;
        this.clock = clock;
    }

    /// What was made from members' data and lies in memory: slates in the making, models.
    @FunctionalInterface
    public interface Derived {
        /// Withdraws all that may hold an erased member; says what became of it.
        String withdraw();
    }

    public Routes routes() {
        return Routes.of(Route.post("/v1/members/{member}/erasure", "eraseMember")
                .summary("Erases a member for good: keys, facts, posts, traces, and what was learned from them.")
                .description("It rewrites files and takes seconds. Asked again, it answers that there is no such"
                        + " member.")
                .tag("Privacy")
                .access(Access.OWN_MEMBER_OR_OPERATOR)
                .answers(RECEIPT)
                .fails(ProblemKind.NOT_FOUND)
                .by(this::erase));
    }

    private Response erase(Request request) {
        MemberId member = state.read(() -> ExternalId.parse(request.path("member"))
                .flatMap(directory::member)
                .orElseThrow(ErasureRoutes::unknown));
        Erasure.Removed removed = removed(member);
        String model = derived.withdraw();
        long atMillis = clock.millis();
        long sequence = log.head();
        return Response.json(out -> out.object()
                .field("receipt", receipts.seal("erasure", member.value(), sequence, atMillis))
                .field("member", request.path("member"))
                .time("at", atMillis)
                .field("sequence", sequence)
                .object("erased")
                .field("membersInThisPass", removed.members())
                .field("items", removed.items())
                .field("facts", removed.facts())
                .field("factsOfOthersRewritten", removed.rewritten())
                .field("tracesAndArtifacts", removed.blobs())
                .end()
                .field("model", model)
                .end());
    }

    private Erasure.Removed removed(MemberId member) {
        try {
            return erasure.erase(member);
        } catch (NoSuchElementException meanwhile) {
            throw unknown();
        }
    }

    private static ProblemException unknown() {
        return Problem.notFound("There is no such member, or it was erased already")
                .exception();
    }
}
