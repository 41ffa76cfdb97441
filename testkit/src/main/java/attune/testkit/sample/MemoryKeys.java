package attune.testkit.sample;

import attune.model.identity.MemberId;
import attune.store.keys.MemberKeys;
import attune.store.keys.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Keys and secrets of a test: every member has a key until it is destroyed, and the root secret is known to all.
public final class MemoryKeys implements MemberKeys, Secrets {
    private final Set<MemberId> destroyed = new HashSet<>();

    @Override
    public synchronized boolean has(MemberId member) {
        return !destroyed.contains(member);
    }

    @Override
    public synchronized void destroy(List<MemberId> members) {
        destroyed.addAll(members);
    }

    @Override
    public byte[] mac(String use, byte[] message) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((use + "\n").getBytes(StandardCharsets.UTF_8));
            return digest.digest(message);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("This Java has no SHA-256.", missing);
        }
    }
}
