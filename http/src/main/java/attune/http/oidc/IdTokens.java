package attune.http.oidc;

import attune.http.auth.Role;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Checks ID tokens (OpenID Connect Core 1.0, 3.1.3.7): signed by a key of the provider with an algorithm that has a
/// public key, from the issuer, for this client and nobody else, not ended, and made for the very sign-in that asks.
final class IdTokens {
    /// What an ID token says that we use.
    ///
    /// @param subject the provider's own name for the person, unique with it
    record Identity(String subject, Role role) {}

    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);

    private final OidcSettings settings;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    IdTokens(OidcSettings settings, JWKSource<SecurityContext> keys, InstantSource clock) {
        this.settings = settings;
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
        JWTClaimsSet exact =
                new JWTClaimsSet.Builder().issuer(settings.issuer().toString()).build();
        Set<String> needed = Set.of("sub", "iat", "exp", "nonce");
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(settings.client(), exact, needed) {
            @Override
            protected Date currentTime() {
                return Date.from(clock.instant());
            }
        });
    }

    /// Whom the token is about; empty when the person has no role here.
    ///
    /// @throws Untrusted when the token proves nothing
    Optional<Identity> check(String token, String nonce) {
        try {
            JWTClaimsSet claims = processor.process(token, null);
            String said = claims.getStringClaim("nonce");
            String party = claims.getStringClaim("azp");
            if (!same(nonce, said == null ? "" : said)) throw new Untrusted("was made for another sign-in");
            boolean ours = party == null ? claims.getAudience().size() == 1 : party.equals(settings.client());
            if (!ours) throw new Untrusted("was made for another client");
            return role(claims.getClaim(settings.claim())).map(role -> new Identity(claims.getSubject(), role));
        } catch (ParseException | BadJOSEException | JOSEException refused) {
            throw new Untrusted("is not valid", refused);
        }
    }

    /// Where several values have a role, the one that comes first among the roles.
    private Optional<Role> role(Object claim) {
        Collection<?> values = claim instanceof Collection<?> several ? several : List.of(String.valueOf(claim));
        return values.stream()
                .flatMap(value -> Optional.ofNullable(settings.roles().get(String.valueOf(value))).stream())
                .min(Comparator.naturalOrder());
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /// A token that proves nothing. Says why in words without anything from the token.
    static final class Untrusted extends RuntimeException {
        private static final long serialVersionUID = 1;

        Untrusted(String why) {
            super("The ID token " + why);
        }

        Untrusted(String why, Exception cause) {
            super("The ID token " + why, cause);
        }
    }
}
