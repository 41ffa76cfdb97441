package attune.http.account;

import attune.http.auth.Digest;
import attune.http.auth.Role;
import attune.http.auth.Signer;
import attune.http.problem.Problem;
import attune.http.problem.ProblemException;
import attune.http.problem.ProblemKind;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The accounts of one community: who they are, and whether somebody is who they say. An account begins with an
/// invitation that works once; whoever holds it chooses the password, so that no operator ever knows one.
///
/// Any thread may call. Changes are one at a time, under the object's monitor; passwords are hashed outside it.
public final class Accounts {
    public static final Duration INVITATION = Duration.ofDays(3);
    /// From beginning a second factor to its first code.
    static final Duration ENROLMENT = Duration.ofMinutes(10);

    private static final int RECOVERY_CODES = 10;
    private static final int RECOVERY_BYTES = 10;

    /// An account and the only sight of the invitation's secret.
    public record Invited(String name, Role role, String secret, Instant expires) {
        @Override
        public String toString() {
            return "Invited[" + name + "]";
        }
    }

    /// What an operator sees of an account.
    ///
    /// @param pending whether its invitation was not accepted yet
    public record Card(
            String name,
            Role role,
            boolean disabled,
            boolean pending,
            boolean secondFactor,
            Instant created,
            @Nullable LocalDate lastSignIn) {}

    /// A second factor that waits for its first code.
    ///
    /// @param secret for an authenticator app, in base32
    public record Enrolment(String secret, String uri) {
        @Override
        public String toString() {
            return "Enrolment";
        }
    }

    /// Somebody has just shown that they know an account's password. Good for nothing once the account was reset,
    /// disabled or given another password.
    ///
    /// @param hash the password's, as it was then
    public record Proof(String name, String hash) {
        @Override
        public String toString() {
            return "Proof[" + name + "]";
        }
    }

    /// @param hash of the password with which it was begun: it ends with that, and by itself
    private record Enrolling(byte[] secret, String hash, long endsMillis) {}

    private final AccountFile file;
    private final String community;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Passwords passwords;
    private final SecretBox box;
    private final Map<String, Enrolling> enrolling = new HashMap<>();
    private volatile Map<String, Account> accounts;

    private Accounts(Path file, String community, Signer signer, SecureRandom random, InstantSource clock) {
        this.file = new AccountFile(file);
        this.community = community;
        this.random = random;
        this.clock = clock;
        this.passwords = new Passwords(random);
        this.box = new SecretBox(signer, random);
        this.accounts = Map.copyOf(this.file.read());
    }

    /// Reads the file; a missing one means no accounts yet.
    ///
    /// @param community what an authenticator app shows beside the account's name
    public static Accounts open(Path file, String community, Signer signer, SecureRandom random, InstantSource clock) {
        return new Accounts(file, community, signer, random, clock);
    }

    /// By name.
    public List<Card> all() {
        return accounts.values().stream()
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .map(Accounts::card)
                .toList();
    }

    public Optional<Card> find(String name) {
        return Optional.ofNullable(accounts.get(name)).map(Accounts::card);
    }

    private static Card card(Account account) {
        return new Card(
                account.name(),
                account.role(),
                account.disabled(),
                account.password() == null,
                account.factor() != null,
                account.created(),
                account.lastSignIn());
    }

    /// @throws attune.http.problem.ProblemException when the name cannot be one, or is taken
    public synchronized Invited invite(String name, Role role) {
        if (!name.matches(Account.NAME)) {
            throw Problem.invalid("name", "cannot be a name", "take 2 to 40 of a-z, 0-9, dot, dash and underscore")
                    .exception();
        }
        if (accounts.containsKey(name)) {
            throw ProblemKind.CONFLICT.with("There is an account of this name").exception();
        }
        String secret = secret(32);
        Account.Invitation invitation = invitation(secret);
        keep(Account.invited(name, role, clock.instant(), invitation));
        return new Invited(name, role, secret, invitation.expires());
    }

    /// For somebody who lost password or second factor: both end, and a new invitation opens.
    public synchronized Invited inviteAgain(String name) {
        Account account = present(name);
        String secret = secret(32);
        Account.Invitation invitation = invitation(secret);
        keep(account.invited(invitation));
        return new Invited(name, account.role(), secret, invitation.expires());
    }

    private Account.Invitation invitation(String secret) {
        return new Account.Invitation(hex(secret), clock.instant().plus(INVITATION));
    }

    /// Accepts an invitation: sets the password and ends the invitation. Empty when the secret is unknown, used
    /// or too old.
    ///
    /// @param then is done before the account can change again
    public <T> Optional<T> accept(String secret, String password, Function<Card, T> then) {
        String hash = hex(secret);
        Account account = accounts.values().stream()
                .filter(one -> open(one, hash))
                .findFirst()
                .orElse(null);
        if (account == null) return Optional.empty();
        Passwords.check(password, account.name());
        String hashed = passwords.hash(password);
        synchronized (this) {
            Account now = accounts.get(account.name());
            if (now == null || !open(now, hash)) return Optional.empty();
            keep(now.password(hashed));
            return find(now.name()).map(then);
        }
    }

    private boolean open(Account account, String hash) {
        Account.Invitation invitation = account.invitation();
        return invitation != null
                && !account.disabled()
                && invitation.hash().equals(hash)
                && invitation.expires().isAfter(clock.instant());
    }

    /// Whose name, password and code these are. Empty tells not which of them is wrong.
    ///
    /// @param code of the authenticator app, or a recovery code; null when none was given
    /// @param then is done before the account can change again: whoever resets it ends what this opened
    public <T> Optional<T> recognise(String name, String password, @Nullable String code, Function<Card, T> then) {
        return prove(name.toLowerCase(Locale.ROOT), password)
                .flatMap(proof -> secondFactor(proof, code == null ? "" : code.strip(), then));
    }

    private synchronized <T> Optional<T> secondFactor(Proof proof, String code, Function<Card, T> then) {
        return stillGood(proof).flatMap(account -> secondFactor(account, code)).map(then);
    }

    /// The password was hashed outside the monitor, and meanwhile the account may have changed.
    private Optional<Account> stillGood(Proof proof) {
        return Optional.ofNullable(accounts.get(proof.name))
                .filter(account -> !account.disabled() && proof.hash.equals(account.password()));
    }

    private Optional<Card> secondFactor(Account account, String code) {
        String name = account.name();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        String sealed = account.factor();
        if (sealed == null) {
            keep(account.signedIn(today));
            return find(name);
        }
        OptionalLong step = Totp.accept(box.open(sealed, name), code, clock.millis(), account.lastStep());
        if (step.isPresent()) {
            keep(account.step(step.getAsLong()).signedIn(today));
            return find(name);
        }
        String recovery = hex(code.replace("-", "").toLowerCase(Locale.ROOT));
        if (account.recovery().stream().noneMatch(hash -> same(hash, recovery))) return Optional.empty();
        keep(account.without(recovery).signedIn(today));
        return find(name);
    }

    /// Shows that the account's password is known; takes as long for a name that nobody has.
    public Optional<Proof> prove(String name, String password) {
        Account account = accounts.get(name);
        String hash = account == null ? null : account.password();
        boolean right = passwords.matches(password, hash);
        return account == null || hash == null || !right || account.disabled()
                ? Optional.empty()
                : Optional.of(new Proof(account.name(), hash));
    }

    /// @param done is done with the change, while no other change can come between
    public void changePassword(Proof proof, String fresh, Runnable done) {
        Passwords.check(fresh, proof.name);
        String hash = passwords.hash(fresh);
        synchronized (this) {
            keep(stillGood(proof).orElseThrow(Accounts::changed).password(hash));
            done.run();
        }
    }

    private static ProblemException changed() {
        return ProblemKind.CONFLICT.with("The account was changed meanwhile").exception();
    }

    /// Begins a second factor; nothing changes until its first code is seen, within ten minutes.
    public synchronized Enrolment enrol(Proof proof) {
        String name = stillGood(proof).orElseThrow(Accounts::changed).name();
        byte[] secret = new byte[Totp.SECRET_BYTES];
        random.nextBytes(secret);
        enrolling.put(name, new Enrolling(secret, proof.hash, clock.millis() + ENROLMENT.toMillis()));
        String base32 = Base32.of(secret);
        return new Enrolment(base32, OtpAuth.uri(community, name, base32));
    }

    /// Ends the enrolment when the code is right: from now on signing in needs a code. The recovery codes
    /// replace all earlier ones and are shown only now; empty when the code is wrong, or nothing was begun.
    ///
    /// @param first is done when the code is right, before anything changes
    public synchronized Optional<List<String>> confirm(String name, String code, Runnable first) {
        Enrolling begun = enrolling.get(name);
        if (begun == null) return Optional.empty();
        boolean open = begun.endsMillis > clock.millis()
                && stillGood(new Proof(name, begun.hash)).isPresent();
        if (!open) {
            enrolling.remove(name);
            return Optional.empty();
        }
        byte[] secret = begun.secret;
        OptionalLong step = Totp.accept(secret, code.strip(), clock.millis(), 0);
        if (step.isEmpty()) return Optional.empty();
        first.run();
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < RECOVERY_CODES; i++) codes.add(recoveryCode());
        List<String> hashes =
                codes.stream().map(each -> hex(each.replace("-", ""))).toList();
        keep(present(name).factor(box.seal(secret, name), step.getAsLong(), hashes));
        enrolling.remove(name);
        return Optional.of(codes);
    }

    private String recoveryCode() {
        byte[] bytes = new byte[RECOVERY_BYTES];
        random.nextBytes(bytes);
        String text = Base32.of(bytes).toLowerCase(Locale.ROOT);
        return text.substring(0, 4) + "-" + text.substring(4, 8) + "-" + text.substring(8, 12) + "-"
                + text.substring(12);
    }

    public synchronized void change(String name, Role role, boolean disabled) {
        keep(present(name).changed(role, disabled));
    }

    public synchronized void remove(String name) {
        present(name);
        Map<String, Account> fewer = new LinkedHashMap<>(accounts);
        fewer.remove(name);
        replace(fewer);
    }

    private Account present(String name) {
        Account account = accounts.get(name);
        if (account == null) {
            throw Problem.notFound("There is no account of this name").exception();
        }
        return account;
    }

    private void keep(Account account) {
        Map<String, Account> changed = new LinkedHashMap<>(accounts);
        changed.put(account.name(), account);
        replace(changed);
    }

    private void replace(Map<String, Account> changed) {
        file.write(changed);
        accounts = Map.copyOf(changed);
    }

    private String secret(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String hex(String secret) {
        return HexFormat.of().formatHex(Digest.of(secret));
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(Digest.of(one), Digest.of(other));
    }
}
