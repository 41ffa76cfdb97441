package attune.http.operate;

import static attune.http.schema.Schemas.choice;
import static attune.http.schema.Schemas.id;
import static attune.http.schema.Schemas.integer;
import static attune.http.schema.Schemas.object;
import static attune.http.schema.Schemas.page;
import static attune.http.schema.Schemas.text;
import static attune.http.schema.Schemas.time;
import static attune.http.schema.Schemas.truth;

import attune.http.auth.Access;
import attune.http.auth.ApiKey;
import attune.http.auth.ApiKeys;
import attune.http.auth.Role;
import attune.http.auth.Witness;
import attune.http.json.JsonObject;
import attune.http.json.JsonWriter;
import attune.http.problem.Problem;
import attune.http.problem.ProblemException;
import attune.http.problem.ProblemKind;
import attune.http.route.Request;
import attune.http.route.Response;
import attune.http.route.Route;
import attune.http.route.Routes;
import attune.http.schema.ObjectSchema;
import attune.http.schema.Schema;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.NoSuchElementException;

/// The community's API keys, for operators.
public final class KeyRoutes {
    public static final Duration USUAL_GRACE = Duration.ofDays(1);
    private static final int LONGEST_DAYS = 3660;

    private static final Schema SCOPE = choice(
            "What it opens.",
            Arrays.stream(Role.values())
                    .filter(role -> role.kind() != Role.Kind.MEMBER)
                    .map(Role::word)
                    .toArray(String[]::new));
    private static final ObjectSchema KEY = object("ApiKey", "A key, without its secret.")
            .required("id", id("Names it; no secret."))
            .required("scope", SCOPE)
            .required("label", text("What it is called."))
            .required("created", time("Since when."))
            .required("expires", time("When it ends; null for never.").orNull())
            .required("ended", truth("Whether it has."))
            .required(
                    "lastUsed",
                    text("The last day it opened anything, by UTC; null for none.")
                            .orNull());
    private static final ObjectSchema WANTED = object("ApiKeyRequest", "A key that is wanted.")
            .required("scope", SCOPE)
            .required("label", text("What to call it.", 1, 100))
            .optional("days", integer("After how many days it ends; never if not given.", 1, LONGEST_DAYS));
    private static final ObjectSchema ROTATION = object("ApiKeyRotation", "How to change a key.")
            .optional("graceSeconds", integer("How long the old one still opens; a day if not given.", 0, 30 * 86_400));
    private static final ObjectSchema MINTED = object("MintedApiKey", "A new key, and the only sight of its secret.")
            .required("key", KEY)
            .required("secret", text("Goes after Authorization: Bearer."));

    private final ApiKeys keys;
    private final Witness witness;
    private final InstantSource clock;

    public KeyRoutes(ApiKeys keys, Witness witness, InstantSource clock) {
        this.keys = keys;
        this.witness = witness;
        this.clock = clock;
    }

    public Routes routes() {
        return Routes.of(
                Route.get("/v1/keys", "listKeys")
                        .summary("The community's keys, without their secrets.")
                        .tag("Access")
                        .access(Access.OPERATOR)
                        .answers(page("ApiKeyPage", KEY))
                        .by(_ -> Response.page(keys.all(), this::write, null)),
                Route.post("/v1/keys", "mintKey")
                        .summary("Mints a key. Its secret is shown in this answer and never again.")
                        .tag("Access")
                        .access(Access.OPERATOR)
                        .body(WANTED)
                        .answers(MINTED)
                        .status(201)
                        .by(this::mint),
                Route.post("/v1/keys/{key}/rotation", "rotateKey")
                        .summary("Mints a successor of the same scope; the old key opens until the grace is over.")
                        .tag("Access")
                        .access(Access.OPERATOR)
                        .body(ROTATION)
                        .answers(MINTED)
                        .status(201)
                        .fails(ProblemKind.NOT_FOUND)
                        .by(this::rotate),
                Route.delete("/v1/keys/{key}", "revokeKey")
                        .summary("Revokes a key; it opens nothing from now on.")
                        .tag("Access")
                        .access(Access.OPERATOR)
                        .status(204)
                        .fails(ProblemKind.NOT_FOUND)
                        .by(this::revoke));
    }

    private Response mint(Request request) {
        JsonObject wanted = request.body();
        Role scope = Role.of(wanted.text("scope"));
        var days = wanted.findInteger("days");
        witness.record(request.principal(), "key.minted", null, Map.of("scope", scope.word()));
        return minted(
                keys.mint(scope, wanted.text("label"), days.isPresent() ? Duration.ofDays(days.getAsLong()) : null));
    }

    private Response rotate(Request request) {
        String id = known(request);
        var grace = request.body().findInteger("graceSeconds");
        witness.record(request.principal(), "key.rotated", null, Map.of("key", id));
        try {
            return minted(keys.rotate(id, grace.isPresent() ? Duration.ofSeconds(grace.getAsLong()) : USUAL_GRACE));
        } catch (NoSuchElementException ended) {
            throw noSuchKey();
        }
    }

    private Response revoke(Request request) {
        String id = known(request);
        witness.record(request.principal(), "key.revoked", null, Map.of("key", id));
        if (!keys.revoke(id)) throw noSuchKey();
        return Response.nothing();
    }

    private String known(Request request) {
        String id = request.path("key");
        if (keys.find(id).isEmpty()) throw noSuchKey();
        return id;
    }

    private static ProblemException noSuchKey() {
        return Problem.notFound("There is no such key, or it has ended").exception();
    }

    private Response minted(ApiKeys.Minted minted) {
        return Response.json(out -> {
                    out.object().name("key");
                    write(minted.key(), out);
                    out.field("secret", minted.bearer()).end();
                })
                .status(201);
    }

    private void write(ApiKey key, JsonWriter out) {
        LocalDate last = key.lastUsed();
        out.object()
                .field("id", key.id())
                .field("scope", key.scope().word())
                .field("label", key.label())
                .field("created", key.created())
                .field("expires", key.expires())
                .field("ended", key.ended(clock.instant()))
                .field("lastUsed", last == null ? null : last.toString())
                .end();
    }
}
