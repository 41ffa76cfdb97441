package attune.http.account;

import attune.http.auth.Principal;
import attune.http.auth.Sessions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The door of one community for people with accounts: from a name and what proves it to a session.
public final class SignIn {
    /// What an attempt came to.
    public sealed interface Outcome {}

    /// @param session the secret of a new session
    public record Opened(String session, Principal.Staff who) implements Outcome {
        @Override
        public String toString() {
            return "Opened[" + who + "]";
        }
    }

    /// Something of it is wrong; nobody learns what.
    public record Refused() implements Outcome {}

    /// Too many failures; nothing was looked at.
    public record Waiting(Duration left) implements Outcome {}

    private final String community;
    private final Accounts accounts;
    private final Sessions sessions;
    private final Throttle throttle;

    public SignIn(String community, Accounts accounts, Sessions sessions, InstantSource clock) {
        this.community = community;
        this.accounts = accounts;
        this.sessions = sessions;
        this.throttle = new Throttle(clock);
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
        if (wait.isPositive()) return new Waiting(wait);
        Optional<Accounts.Card> known = accounts.recognise(asked, password, code);
        if (known.isEmpty()) return new Refused();
        throttle.succeeded(asked, address);
        return open(known.get());
    }

    /// Behaves as [#enter] does for a name that does not exist, for a community that does not.
    public Outcome enterNowhere(String name, String address) {
        Duration wait = throttle.enter("nowhere " + name.toLowerCase(Locale.ROOT), address);
        if (wait.isPositive()) return new Waiting(wait);
        accounts.holds("", "a password for nobody");
        return new Refused();
    }

    /// Accepts an invitation and signs in; refused when it is not one of this community, was used, or is too old.
    public Outcome accept(String invitation, String password) {
        return accounts.accept(invitation, password).<Outcome>map(this::open).orElseGet(Refused::new);
    }

    /// Asks somebody who is signed in for the password again; throttled like signing in.
    public Outcome confirm(Principal.Staff who, String password, String address) {
        Duration wait = throttle.enter(who.name(), address);
        if (wait.isPositive()) return new Waiting(wait);
        if (!accounts.holds(who.name(), password)) return new Refused();
        throttle.succeeded(who.name(), address);
        return new Opened("", who);
    }

    private Opened open(Accounts.Card card) {
        Principal.Staff who = new Principal.Staff(card.role(), card.name());
        return new Opened(sessions.open(who), who);
    }
}
