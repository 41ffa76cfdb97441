package attune.http.account;

import attune.http.auth.Role;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An account as it is kept: no password, no code and no invitation can be read from it.
///
/// @param name       lower case; unique in its community
/// @param password   the Argon2id hash in PHC form; null until the invitation is accepted
/// @param factor     the second factor's secret, sealed; null when there is none
/// @param lastStep   the time step of the last code that was accepted; no code of it or before works again
/// @param recovery   SHA-256 of each recovery code that is left
/// @param disabled   whether it may not sign in
/// @param lastSignIn the last day, by UTC, on which it signed in
/// @param invitation SHA-256 of the invitation's secret, and until when it works; null when none is open
record Account(
        String name,
        Role role,
        @Nullable String password,
        @Nullable String factor,
        long lastStep,
        List<String> recovery,
        boolean disabled,
        Instant created,
        @Nullable LocalDate lastSignIn,
        @Nullable Invitation invitation) {
    static final String NAME = "[a-z][a-z0-9._-]{1,39}";

    /// @param hash SHA-256 of its secret, in hexadecimal
    record Invitation(String hash, Instant expires) {}

    Account {
        recovery = List.copyOf(recovery);
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException("An account's name is 2 to 40 of a-z, 0-9, dot, dash and underscore,"
                    + " beginning with a letter.");
        }
        if (role.kind() != Role.Kind.STAFF) {
            throw new IllegalArgumentException("An account is for staff, not for a " + role.word() + ".");
        }
    }

    static Account invited(String name, Role role, Instant now, Invitation invitation) {
        return new Account(name, role, null, null, 0, List.of(), false, now, null, invitation);
    }

    /// Invited anew: the old password and second factor open nothing from now on.
    Account invited(Invitation again) {
        return new Account(name, role, null, null, 0, List.of(), disabled, created, lastSignIn, again);
    }

    Account password(String hash) {
        return new Account(name, role, hash, factor, lastStep, recovery, disabled, created, lastSignIn, null);
    }

    Account factor(String sealed, long step, List<String> recoveryHashes) {
        return new Account(
                name, role, password, sealed, step, recoveryHashes, disabled, created, lastSignIn, invitation);
    }

    Account step(long accepted) {
        return new Account(name, role, password, factor, accepted, recovery, disabled, created, lastSignIn, invitation);
    }

    Account without(String recoveryHash) {
        List<String> left =
                recovery.stream().filter(hash -> !hash.equals(recoveryHash)).toList();
        return new Account(name, role, password, factor, lastStep, left, disabled, created, lastSignIn, invitation);
    }

    Account signedIn(LocalDate day) {
        return new Account(name, role, password, factor, lastStep, recovery, disabled, created, day, invitation);
    }

    Account changed(Role newRole, boolean nowDisabled) {
        return new Account(
                name, newRole, password, factor, lastStep, recovery, nowDisabled, created, lastSignIn, invitation);
    }
}
