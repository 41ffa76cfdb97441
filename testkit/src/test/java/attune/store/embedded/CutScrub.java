package attune.store.embedded;

import attune.store.keys.MasterKeySource;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;

/// A scrub that is cut short before one of its steps, as by a kill.
public final class CutScrub {
    private CutScrub() {}

    /// What takes the place of the kill.
    public static final class Cut extends RuntimeException {
        private static final long serialVersionUID = 1;

        Cut(String step) {
            super(step);
        }
    }

    /// Throws [Cut] before the step of that number, counted from 0; returns if the scrub has fewer.
    public static void at(
            int cut, Path backup, Path vault, MasterKeySource masterKey, InstantSource clock, SecureRandom random) {
        int[] taken = new int[1];
        Scrub.of(backup, vault, masterKey, clock, random, step -> {
            if (taken[0]++ == cut) throw new Cut(step);
        });
    }
}
