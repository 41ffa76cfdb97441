package attune.http.oidc;

import attune.http.json.Json;
import attune.http.json.JsonLimits;
import attune.http.json.JsonObject;
import attune.http.problem.ProblemException;
import attune.http.route.PathDecoding;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/// An identity provider as it describes itself (OpenID Connect Discovery 1.0). Its keys are fetched when a token names
/// one that is not known yet, so that the provider may change them.
///
/// @param authorization where browsers are sent
/// @param token         where codes are traded
/// @param keys          what ID tokens are signed with
/// @param named         whether it tells in each answer to the browser who it is (RFC 9207)
record Provider(URI authorization, URI token, JWKSource<SecurityContext> keys, boolean named) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LONGEST_ANSWER = 256 * 1024;
    private static final JsonLimits ANSWERS = JsonLimits.STANDARD.withBytes(LONGEST_ANSWER);

    /// Asks the provider who it is.
    ///
    /// @throws ProviderFailure when it does not answer, is somebody else, or cannot be trusted to be itself
    static Provider discover(OidcSettings settings, HttpClient client) {
        String issuer = settings.issuer().toString();
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/.well-known/openid-configuration"))
                .timeout(PATIENCE)
                .build();
        try {
            return described(answer(client, request), issuer);
        } catch (ProblemException | IllegalArgumentException unusable) {
            throw new ProviderFailure("The identity provider does not describe itself as it must.", unusable);
        }
    }

    private static Provider described(JsonObject description, String issuer) {
        if (!description.text("issuer").equals(issuer)) {
            throw new ProviderFailure("The identity provider calls itself otherwise than the settings do.");
        }
        URI authorization = URI.create(description.text("authorization_endpoint"));
        URI token = URI.create(description.text("token_endpoint"));
        URI keys = URI.create(description.text("jwks_uri"));
        OidcSettings.safe(authorization, "provider's authorization endpoint");
        OidcSettings.safe(token, "provider's token endpoint");
        OidcSettings.safe(keys, "provider's key set");
        try {
            int patience = Math.toIntExact(PATIENCE.toMillis());
            var retriever = new DefaultResourceRetriever(patience, patience, LONGEST_ANSWER);
            return new Provider(
                    authorization,
                    token,
                    JWKSourceBuilder.create(keys.toURL(), retriever).build(),
                    description
                            .findTruth("authorization_response_iss_parameter_supported")
                            .orElse(false));
        } catch (MalformedURLException impossible) {
            throw new ProviderFailure("The provider's key set has no address.", impossible);
        }
    }

    /// Trades a code for an ID token (RFC 6749, 4.1.3, with RFC 7636).
    String trade(OidcSettings settings, HttpClient client, String code, String verifier) {
        String form = form(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                settings.callback().toString(),
                "code_verifier",
                verifier));
        String proof = PathDecoding.encode(settings.client()) + ":" + PathDecoding.encode(settings.secret());
        HttpRequest request = HttpRequest.newBuilder(token)
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(proof.getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try {
            return answer(client, request).text("id_token");
        } catch (ProblemException unusable) {
            throw new ProviderFailure("The identity provider gave no ID token.", unusable);
        }
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + PathDecoding.encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static JsonObject answer(HttpClient client, HttpRequest request) {
        try {
            HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new ProviderFailure("The identity provider answered " + answer.statusCode() + ".");
            }
            return Json.parseObject(answer.body(), ANSWERS);
        } catch (IOException failure) {
            throw new ProviderFailure("The identity provider does not answer.", failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ProviderFailure("Stopped while asking the identity provider.", stopped);
        }
    }
}
