package attune.http.account;

import attune.http.auth.Principal;
import attune.http.auth.Sessions;
import attune.http.auth.Witness;
import attune.http.metric.Metrics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The door of one community for people: from what proves somebody to a session. Whoever comes in is recorded first;
/// who does not is counted, and never named, for people type their password where their name belongs.
public final class SignIn {
    /// What an attempt came to.
    public sealed interface Outcome permits Opened, Refused, Waiting {}

    /// Whether somebody who is signed in knows their password.
    public sealed interface Confirmation permits Confirmed, Refused, Waiting {}

    /// @param session the secret of a new session
    public record Opened(String session, Principal.Staff who) implements Outcome {
        @Override
        public String toString() {
            return "Opened[" + who + "]";
        }
    }

    public record Confirmed(Accounts.Proof proof) implements Confirmation {}

    /// Something of it is wrong; nobody learns what.
    public record Refused() implements Outcome, Confirmation {}

    /// Too many failures; nothing was looked at.
    public record Waiting(Duration left) implements Outcome, Confirmation {}

    /// By what somebody comes in.
    public enum Way {
        PASSWORD,
        INVITATION,
        LINK,
        ELSEWHERE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final String community;
    private final Accounts accounts;
    private final Sessions sessions;
    private final Witness witness;
    private final Metrics metrics;
    private final Throttle throttle;

    public SignIn(
            String community,
            Accounts accounts,
            Sessions sessions,
            Witness witness,
            Metrics metrics,
            InstantSource clock) {
        this.community = community;
        this.accounts = accounts;
        this.sessions = sessions;
        this.witness = witness;
        this.metrics = metrics;
        this.throttle = new Throttle(clock);
        for (Way way : Way.values()) {
            count(way, "opened", 0);
            count(way, "refused", 0);
        }
        count(Way.PASSWORD, "waiting", 0);
    }

    public boolean isOf(String name) {
        return community.equalsIgnoreCase(name.strip());
    }

    public Accounts accounts() {
        return accounts;
    }

    public Sessions sessions() {
        return sessions;
    }

    /// @param code    null when none was given
    /// @param address where the attempt comes from
    public Outcome enter(String name, String password, @Nullable String code, String address) {
        String asked = name.toLowerCase(Locale.ROOT);
        Duration wait = throttle.enter(asked, address);
        if (wait.isPositive()) return waiting(wait);
        Optional<Outcome> opened = accounts.recognise(asked, password, code, card -> open(staff(card), Way.PASSWORD));
        if (opened.isEmpty()) return refused(Way.PASSWORD);
        throttle.succeeded(asked, address);
        return opened.get();
    }

    /// Behaves as [#enter] does for a name that does not exist, for a community that does not.
    public Outcome enterNowhere(String name, String address) {
        Duration wait = throttle.enter("nowhere " + name.toLowerCase(Locale.ROOT), address);
        if (wait.isPositive()) return waiting(wait);
        Optional<Accounts.Proof> _ = accounts.prove("", "a password for nobody");
        return refused(Way.PASSWORD);
    }

    /// Accepts an invitation and signs in; refused when it is not one of this community, was used, or is too old.
    public Outcome accept(String invitation, String password) {
        return accounts.<Outcome>accept(invitation, password, card -> open(staff(card), Way.INVITATION))
                .orElseGet(() -> refused(Way.INVITATION));
    }

    /// Follows a link that works once; refused as an invitation is.
    public Outcome follow(String link) {
        return sessions.redeem(link).<Outcome>map(who -> open(who, Way.LINK)).orElseGet(() -> refused(Way.LINK));
    }

    /// Opens a session for somebody who is known to be who they say. What cannot be recorded is not opened.
    public Opened open(Principal.Staff who, Way way) {
        witness.record(who, "session.opened", null, Map.of("way", way.word()));
        count(way, "opened", 1);
        return new Opened(sessions.open(who), who);
    }

    /// Asks somebody who is signed in for the password again; throttled like signing in.
    public Confirmation confirm(Principal.Staff who, String password, String address) {
        Duration wait = throttle.enter(who.name(), address);
        if (wait.isPositive()) return waiting(wait);
        Optional<Accounts.Proof> proof = accounts.prove(who.name(), password);
        if (proof.isEmpty()) return refused(Way.PASSWORD);
        throttle.succeeded(who.name(), address);
        return new Confirmed(proof.get());
    }

    /// Counts that somebody was not let in.
    public Refused refused(Way way) {
        count(way, "refused", 1);
        return new Refused();
    }

    private void count(Way way, String end, long times) {
        metrics.counter("attune.signins", "Attempts to sign in, by way and end.", "way", way.word(), "end", end)
                .add(times);
    }

    private static Principal.Staff staff(Accounts.Card card) {
        return new Principal.Staff(card.role(), card.name());
    }

    private Waiting waiting(Duration left) {
        count(Way.PASSWORD, "waiting", 1);
        return new Waiting(left);
    }
}
