package attune.http.operate;

import static attune.http.schema.Schemas.integer;
import static attune.http.schema.Schemas.object;
import static attune.http.schema.Schemas.text;
import static attune.http.schema.Schemas.time;

import attune.http.auth.Access;
import attune.http.auth.MemberTokens;
import attune.http.route.Request;
import attune.http.route.Response;
import attune.http.route.Route;
import attune.http.route.Routes;
import attune.http.schema.ObjectSchema;
import java.time.Duration;

/// Member tokens for the network's backend to hand to its members' apps.
public final class TokenRoutes {
    private static final ObjectSchema WANTED = object("TokenRequest", "For how long the token is wanted.")
            .optional("lifetimeSeconds", integer("How long it lives; an hour if not given.", 60, 86_400));
    private static final ObjectSchema TOKEN = object("MemberToken", "A token that speaks for one member.")
            .required("token", text("Goes after Authorization: Bearer."))
            .required("expires", time("When it ends."));

    private final MemberTokens tokens;

    public TokenRoutes(MemberTokens tokens) {
        this.tokens = tokens;
    }

    public Routes routes() {
        return Routes.of(Route.post("/v1/members/{member}/tokens", "mintMemberToken")
                .summary("Mints a token with which a member's app may ask for that member's own things.")
                .tag("Members")
                .access(Access.BACKEND_ONLY)
                .body(WANTED)
                .answers(TOKEN)
                .status(201)
                .by(this::mint));
    }

    private Response mint(Request request) {
        long seconds = request.body().findInteger("lifetimeSeconds").orElse(3600);
        var minted = tokens.mint(request.path("member"), Duration.ofSeconds(seconds));
        return Response.json(out -> out.object()
                        .field("token", minted.bearer())
                        .field("expires", minted.expires())
                        .end())
                .status(201);
    }
}
